package modtrace.proc;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import modtrace.sys.Errno;

/** Why a file of /proc could not be read. */
public final class Unreadable {
  private Unreadable() {}

  /** Whether we may not: EACCES by the file's mode, EPERM where proc(5) hides a process. */
  public static boolean isRefused(IOException e) {
    return e instanceof AccessDeniedException
        || Errno.EPERM.isToldBy(e)
        || Errno.EACCES.isToldBy(e);
  }

  /** Goes on where it is a refusal. */
  public static void refusedOrThrow(IOException e) throws IOException {
    if (!isRefused(e)) {
      throw e;
    }
  }

  /** Whether its process has ended: before the open, or between the open and the read (ESRCH). */
  public static boolean isGone(IOException e) {
    return e instanceof NoSuchFileException
        || (!(e instanceof AccessDeniedException) && Errno.ESRCH.isToldBy(e));
  }
}
