package modtrace.sys;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** statx(2), since Linux 4.11: struct statx of include/uapi/linux/stat.h. */
final class Statx {
  static final int BYTES = 256;
  static final int MNT_ID = 0x1000;

  private static final int AT_FDCWD = -100;
  private static final int BASIC_STATS = 0x7ff;

  private static final int STX_MODE = 28;
  private static final int STX_INO = 32;
  private static final int STX_RDEV_MAJOR = 128;
  private static final int STX_DEV_MAJOR = 136;
  private static final int STX_MNT_ID = 144;

  private static final int NUMBER = number();

  private Statx() {}

  /** Asks about the file with that name; {@code answer} has room for {@link #BYTES}. */
  static long ask(Libc libc, Pointer name, int mask, Pointer answer) {
    return libc.syscall(
        NUMBER, AT_FDCWD, Pointer.nativeValue(name), 0, mask, Pointer.nativeValue(answer));
  }

  /** What a file is, links followed; null where the kernel refuses. */
  static @Nullable Stat of(Libc libc, Memory name, Memory answer) {
    if (ask(libc, name, BASIC_STATS, answer) < 0) {
      return null;
    }
    return new Stat(
        device(answer, STX_DEV_MAJOR),
        answer.getLong(STX_INO),
        device(answer, STX_RDEV_MAJOR),
        Short.toUnsignedInt(answer.getShort(STX_MODE)));
  }

  /**
   * The id of the mount that the file is on; 0 where the kernel, before Linux 5.8, does not tell.
   */
  static long mountId(Memory answer) {
    return (answer.getInt(0) & MNT_ID) == 0 ? 0 : answer.getLong(STX_MNT_ID);
  }

  /** Major and minor number, put together as glibc's makedev(3) does. */
  private static long device(Memory answer, int offset) {
    long major = Integer.toUnsignedLong(answer.getInt(offset));
    long minor = Integer.toUnsignedLong(answer.getInt(offset + Integer.BYTES));
    return (major & 0xfffff000L) << 32
        | (major & 0xfff) << 8
        | (minor & 0xffffff00L) << 12
        | (minor & 0xff);
  }

  private static int number() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> 332;
      case "ppc64", "ppc64le" -> 383;
      case "s390x" -> 379;
      default -> 291;
    };
  }
}
