package modtrace.sys;

/** How a file is opened (include/uapi/asm-generic/fcntl.h); O_CLOEXEC is always added. */
public enum OpenFlag {
  READ(0),
  WRITE(1),
  READ_WRITE(2),
  CREATE(0100),
  EXCLUSIVE(0200),
  TRUNCATE(01000),
  APPEND(02000),
  NONBLOCK(04000),
  /** A symbolic link in the last place is ELOOP. */
  NOFOLLOW(noFollow());

  private final int bits;

  OpenFlag(int bits) {
    this.bits = bits;
  }

  int bits() {
    return bits;
  }

  /** arch/{arm,arm64,powerpc}/include/uapi/asm/fcntl.h differ from the generic header. */
  private static int noFollow() {
    return switch (System.getProperty("os.arch", "")) {
      case "aarch64", "arm", "ppc64", "ppc64le" -> 0100000;
      default -> 0400000;
    };
  }
}
