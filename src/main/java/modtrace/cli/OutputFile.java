package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import modtrace.sys.Errno;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.SyscallException;

/**
 * The file that a recording goes to.
 *
 * <p>It is new, mode 0600, belongs to the user who ran sudo, and no symbolic link is followed. In
 * its way only an earlier recording is replaced, or an empty file: one that was killed before it
 * could write leaves that.
 *
 * @param file its path
 */
record OutputFile(Kernel kernel, String file, Map<String, String> environment) {
  /** What recordings begin with: a trace.dat, and the text of earlier versions of ours. */
  private static final byte[][] MARKS = {
    "\027\010\104tracing".getBytes(UTF_8), "# modtrace recording\n".getBytes(UTF_8)
  };

  /** Fails when something stands in the way that is not ours to replace; changes nothing. */
  static void check(String file, boolean force) {
    Path path = Path.of(file);
    requireFolder(path);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        || (force && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    if (Files.isSymbolicLink(path)) {
      throw refused(file, "is a symbolic link", "name the file itself with -o");
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(file, "is not a regular file", "name another one with -o");
    }
    if (!isEmptyOrRecording(path)) {
      throw refused(file, "exists and is no recording", "name another one with -o, or use --force");
    }
  }

  /** As {@link #check}, for a file that is no recording: nothing is replaced unless forced. */
  static void checkNew(String file, boolean force) {
    Path path = Path.of(file);
    requireFolder(path);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "cannot write " + file + ": it is no regular file (name another one)");
    }
    if (!force) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "cannot write " + file + ": it exists (name another one, or use --force)");
    }
  }

  /** Known before the tracing begins, or a long recording is read. */
  private static void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "cannot write " + file + ": there is no directory " + folder + " (make it first)");
    }
  }

  private static Failure refused(String file, String why, String advice) {
    return new Failure(
        ExitCode.CANNOT_TELL, "cannot record to " + file + ": it " + why + " (" + advice + ")");
  }

  private static boolean isEmptyOrRecording(Path path) {
    for (byte[] mark : MARKS) {
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] begin = in.readNBytes(mark.length);
        if (begin.length == 0 || Arrays.equals(begin, mark)) {
          return true;
        }
      } catch (IOException e) {
        String why =
            e instanceof AccessDeniedException
                ? Errno.EACCES.text()
                : String.valueOf(e.getMessage());
        throw new Failure(
            ExitCode.CANNOT_TELL,
            "cannot read " + path + ": " + why + " (name another one with -o)",
            e);
      }
    }
    return false;
  }

  /** Makes the file, after {@link #check}. */
  Fd create() throws IOException {
    Files.deleteIfExists(Path.of(file));
    Fd fd =
        kernel.open(
            file, OpenFlag.READ_WRITE, OpenFlag.CREATE, OpenFlag.EXCLUSIVE, OpenFlag.NOFOLLOW);
    try {
      giveToUser(fd);
      return fd;
    } catch (SyscallException e) {
      try (fd) {
        throw e;
      }
    }
  }

  /** The file in the same place that is to replace one at the end. */
  static String successor(String file) {
    return file + ".new";
  }

  OutputFile successor() {
    return new OutputFile(kernel, successor(file), environment);
  }

  /** Puts it in the other's place. */
  void replace(OutputFile other) throws IOException {
    kernel.rename(file, other.file);
  }

  /** Whether nobody has removed it. */
  boolean isThere() throws SyscallException {
    return kernel.exists(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(Path.of(file));
  }

  /** Under sudo the file is the user's, as if the tool had been run without. */
  private void giveToUser(Fd fd) throws SyscallException {
    String uid = environment.getOrDefault("SUDO_UID", "");
    String gid = environment.getOrDefault("SUDO_GID", "");
    if (kernel.effectiveUid() == 0 && isNumber(uid) && isNumber(gid)) {
      fd.chown(Integer.parseInt(uid), Integer.parseInt(gid));
    }
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.length() < 10 && word.chars().allMatch(Character::isDigit);
  }
}
