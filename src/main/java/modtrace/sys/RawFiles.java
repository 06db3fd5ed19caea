package modtrace.sys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.jna.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Files by plain system calls, with one buffer for all. A look at the running system reads some
 * thousand small files, and Java's own way takes ten times as long for each while it is not yet
 * compiled. Whatever does not succeed is null: Java's own way then tells why.
 */
final class RawFiles {
  /** Longer ones are left to Java. */
  private static final int PATH_BYTES = 512;

  private static final int BUFFER = 1 << 16;

  /** O_CLOEXEC (include/uapi/asm-generic/fcntl.h). */
  private static final int OPEN = 02000000;

  /** access(2): is it there. */
  private static final int F_OK = 0;

  private final Libc libc;
  private final Memory path = new Memory(PATH_BYTES);
  private final Memory buffer = new Memory(BUFFER);

  RawFiles(Libc libc) {
    this.libc = libc;
  }

  /** All bytes of a file. */
  synchronized byte @Nullable [] read(String name) {
    if (!name(name)) {
      return null;
    }
    int fd = libc.open(path, OPEN, 0);
    if (fd < 0) {
      return null;
    }
    try {
      return rest(fd);
    } finally {
      int unused = libc.close(fd);
    }
  }

  /** /proc gives a page or so at once, and nothing more only at the end. */
  private byte @Nullable [] rest(int fd) {
    byte[] all = {};
    long count = libc.read(fd, buffer, BUFFER);
    while (count > 0) {
      int before = all.length;
      all = Arrays.copyOf(all, before + (int) count);
      buffer.read(0, all, before, (int) count);
      count = libc.read(fd, buffer, BUFFER);
    }
    return count < 0 ? null : all;
  }

  /** The text of a symbolic link; empty where there is none of that name. */
  synchronized @Nullable String link(String name) {
    if (!name(name)) {
      return null;
    }
    long count = libc.readlink(path, buffer, BUFFER);
    int errno = count < 0 ? libc.errno() : 0;
    if (errno == Errno.EINVAL.number() || isMissing(errno)) {
      return "";
    }
    if (count <= 0 || count == BUFFER) {
      return null;
    }
    byte[] text = buffer.getByteArray(0, (int) count);
    return isPlain(text) ? new String(text, ISO_8859_1) : null;
  }

  /** Whether there is such a file, links followed. */
  synchronized @Nullable Boolean exists(String name) {
    if (!name(name)) {
      return null;
    }
    int result = libc.access(path, F_OK);
    int errno = result < 0 ? libc.errno() : 0;
    return result == 0 ? Boolean.TRUE : isMissing(errno) ? Boolean.FALSE : null;
  }

  private static boolean isMissing(int errno) {
    return errno == Errno.ENOENT.number() || errno == Errno.ENOTDIR.number();
  }

  /** What a file is, links followed. */
  synchronized @Nullable Stat stat(String name) {
    return name(name) ? Statx.of(libc, path, buffer) : null;
  }

  /** Names that Java would put into other bytes are left to it. */
  private boolean name(String name) {
    byte[] bytes = name.getBytes(ISO_8859_1);
    if (bytes.length >= PATH_BYTES || !isPlain(bytes)) {
      return false;
    }
    path.write(0, bytes, 0, bytes.length);
    path.setByte(bytes.length, (byte) 0);
    return true;
  }

  /** ISO 8859-1 makes a question mark of what it does not have. */
  private static boolean isPlain(byte[] text) {
    for (byte each : text) {
      if (each <= 0 || each == '?') {
        return false;
      }
    }
    return true;
  }
}
