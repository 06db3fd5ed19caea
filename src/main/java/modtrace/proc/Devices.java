package modtrace.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> number(entry.getFileName().toString())).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static long number(String majorMinor) {
    int colon = majorMinor.indexOf(':');
    long major = Long.parseLong(majorMinor.substring(0, colon));
    long minor = Long.parseLong(majorMinor.substring(colon + 1));
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
