package modtrace.proc;

/** Device numbers as stat(2) gives them (makedev(3)). */
public final class Devices {
  private Devices() {}

  public static int major(long number) {
    return (int) (((number >> 8) & 0xfff) | ((number >> 32) & ~0xfffL));
  }

  public static int minor(long number) {
    return (int) ((number & 0xff) | ((number >> 12) & ~0xffL));
  }

  /** "major:minor". */
  public static String majorMinor(long number) {
    return major(number) + ":" + minor(number);
  }
}
