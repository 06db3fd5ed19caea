package modtrace.sys;

import java.io.IOException;

/** The errors of system calls that modtrace tells apart (include/uapi/asm-generic/errno*.h). */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  ESRCH(3, "no such process"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  EBADF(9, "the file is closed"),
  EAGAIN(11, "nothing there yet"),
  ENOMEM(12, "not enough memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  EEXIST(17, "it exists already"),
  ENODEV(19, "no such device"),
  ENOTDIR(20, "not a directory"),
  EISDIR(21, "is a directory"),
  EINVAL(22, "invalid argument"),
  EMFILE(24, "too many open files"),
  ENOTTY(25, "not a terminal"),
  ENOSPC(28, "no space left"),
  EROFS(30, "read-only file system"),
  EPIPE(32, "nobody reads the pipe"),
  ENAMETOOLONG(36, "the name is too long"),
  ENOSYS(38, "this kernel has no such call"),
  ELOOP(40, "is a symbolic link"),
  EOPNOTSUPP(95, "not supported"),
  /** Any number that has no name here. */
  OTHER(-1, "unexpected error");

  private final int number;
  private final String text;

  Errno(int number, String text) {
    this.number = number;
    this.text = text;
  }

  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return OTHER;
  }

  /**
   * Whether an exception of Java's own tells of it. Of most errors it has the words of libc alone,
   * and they are in the language of the locale.
   */
  public boolean isToldBy(IOException e) {
    return String.valueOf(e.getMessage()).endsWith(LibcRare.LIBC.strerror(number));
  }

  public int number() {
    return number;
  }

  /** What it means, in lower case, for the end of a message. */
  public String text() {
    return text;
  }
}
