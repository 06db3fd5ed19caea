package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * A device as sysfs shows it: what /sys/dev/char/M:m or /sys/dev/block/M:m leads to.
 *
 * @param folder its own folder, links resolved: {@code /sys/devices/platform/vkms/drm/card0}
 * @param subsystem its class or bus: {@code drm}; empty where it has none
 */
public record SysDevice(Path folder, String subsystem) {
  /** What all devices lie below, and which is none. */
  private static final Path DEVICES = Path.of("devices");

  /**
   * Reads it; null where sysfs has no such device.
   *
   * @param sys where sysfs is mounted
   * @param number "major:minor"
   */
  public static @Nullable SysDevice read(Path sys, boolean block, String number)
      throws IOException {
    Path links = sys.resolve(block ? "dev/block" : "dev/char");
    String link = SmallFile.linkIfAny(links.resolve(number));
    return link == null ? null : of(links.resolve(link).normalize());
  }

  /** The device at a folder of sysfs, or at a link to one; null where there is none. */
  public static @Nullable SysDevice at(Path place) throws IOException {
    try {
      return of(place.toRealPath());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static SysDevice of(Path folder) throws IOException {
    String subsystem = Attribute.target(folder.resolve("subsystem"));
    return new SysDevice(folder, subsystem == null ? "" : subsystem);
  }

  public String name() {
    return lastName(folder);
  }

  /**
   * The module of its driver, or of the nearest driver above it; null where a built-in driver or
   * none drives it.
   */
  public @Nullable String driver() throws IOException {
    for (Path at = folder; at != null && !at.endsWith(DEVICES); at = at.getParent()) {
      Path driver = at.resolve("driver");
      if (SmallFile.linkIfAny(driver) != null) {
        return Attribute.target(driver.resolve("module"));
      }
    }
    return null;
  }

  /** The nearest folder, itself or above it, whose name begins so; null where there is none. */
  public @Nullable Path above(String beginning) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path name = at.getFileName();
      if (name != null && name.toString().startsWith(beginning)) {
        return at;
      }
    }
    return null;
  }

  /** The first line of one of its files, or of another below it; empty where there is none. */
  public String attribute(String name) {
    return line(folder.resolve(name));
  }

  /** The first line of a file of sysfs; empty where it is not there or does not answer. */
  public static String line(Path file) {
    try {
      return SmallFile.read(file, UTF_8).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return ""; // not every device can answer, and one that goes away does not
    }
  }

  /** Empty for the root, which has none. */
  private static String lastName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
