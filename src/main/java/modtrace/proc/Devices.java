package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Device numbers as stat(2) gives them (makedev(3)). */
public final class Devices {
  private Devices() {}

  public static int major(long number) {
    return (int) (((number >> 8) & 0xfff) | ((number >> 32) & ~0xfffL));
  }

  public static int minor(long number) {
    return (int) ((number & 0xff) | ((number >> 12) & ~0xffL));
  }

  /** The numbers of all devices that sysfs shows: of /sys/dev/char or /sys/dev/block. */
  public static List<Long> listed(Path sys, boolean block) throws IOException {
    Path folder = sys.resolve(block ? "dev/block" : "dev/char");
    List<Long> numbers = new ArrayList<>();
    for (Path entry : Attribute.list(folder)) {
      numbers.add(number(entry.getFileName().toString()));
    }
    numbers.sort(null);
    return numbers;
  }

  /** The number of "major:minor". */
  public static long number(String majorMinor) throws OddTextException {
    int[] pair = Numbers.pair(majorMinor, "a device's number");
    long major = pair[0];
    long minor = pair[1];
    return (minor & 0xff)
        | ((major & 0xfff) << 8)
        | ((minor & ~0xffL) << 12)
        | ((major & ~0xfffL) << 32);
  }

  /** "major:minor". */
  public static String majorMinor(long number) {
    return major(number) + ":" + minor(number);
  }
}
