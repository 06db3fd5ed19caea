package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.SyscallException;

/**
 * A recording in a file: a comment that says whose it is, then trace_pipe's own lines.
 *
 * <p>The file is new, mode 0600, belongs to the user who ran sudo, and no symbolic link is
 * followed. In its way only an earlier recording of modtrace's is replaced.
 */
final class FileRecording implements Recording {
  private static final byte[] MARK = "# modtrace recording\n".getBytes(UTF_8);

  private final String file;
  private final Fd fd;

  private FileRecording(String file, Fd fd) {
    this.file = file;
    this.fd = fd;
  }

  /** Fails when something stands in the way that is not ours to replace; changes nothing. */
  static void check(String file, boolean force) {
    Path path = Path.of(file);
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
    if (!isOurs(path)) {
      throw refused(
          file,
          "exists and is no recording of modtrace",
          "name another one with -o, or use --force");
    }
  }

  private static Failure refused(String file, String why, String advice) {
    return new Failure(
        ExitCode.CANNOT_TELL, "cannot record to " + file + ": it " + why + " (" + advice + ")");
  }

  private static boolean isOurs(Path path) {
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    } catch (IOException e) {
      throw new Failure(ExitCode.CANNOT_TELL, "cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Makes the file, after {@link #check}. */
  static FileRecording create(Kernel kernel, String file, Map<String, String> environment)
      throws IOException {
    Files.deleteIfExists(Path.of(file));
    Fd fd =
        kernel.open(file, OpenFlag.WRITE, OpenFlag.CREATE, OpenFlag.EXCLUSIVE, OpenFlag.NOFOLLOW);
    try {
      giveToUser(kernel, fd, environment);
      fd.write(MARK, 0, MARK.length);
    } catch (SyscallException e) {
      try (fd) {
        throw e;
      }
    }
    return new FileRecording(file, fd);
  }

  /** Under sudo the file is the user's, as if the tool had been run without. */
  private static void giveToUser(Kernel kernel, Fd fd, Map<String, String> environment)
      throws SyscallException {
    String uid = environment.getOrDefault("SUDO_UID", "");
    String gid = environment.getOrDefault("SUDO_GID", "");
    if (kernel.effectiveUid() == 0 && isNumber(uid) && isNumber(gid)) {
      fd.chown(Integer.parseInt(uid), Integer.parseInt(gid));
    }
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.length() < 10 && word.chars().allMatch(Character::isDigit);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    fd.write(bytes, from, length);
  }

  @Override
  public void flush() {
    // every write has reached the kernel
  }

  @Override
  public String place() {
    return file;
  }

  @Override
  public void close() throws IOException {
    fd.close();
  }
}
