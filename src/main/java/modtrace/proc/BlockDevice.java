package modtrace.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * A disk or a partition: a folder that /sys/class/block links to
 * (Documentation/ABI/stable/sysfs-block).
 *
 * @param number "major:minor"
 * @param disk name of the disk that a partition is of; of a disk its own
 * @param holders names of the devices that are built upon it
 */
public record BlockDevice(
    String name, String number, String disk, List<String> holders, Path folder) {
  public BlockDevice {
    holders = List.copyOf(holders);
  }

  /** Reads all, by name. */
  public static List<BlockDevice> read(Path sys) throws IOException {
    List<BlockDevice> devices = new ArrayList<>();
    for (String name : Attribute.names(sys.resolve("class/block"))) {
      Path folder = sys.resolve("class/block").resolve(name);
      String number = attribute(folder, "dev");
      if (number != null) {
        devices.add(
            new BlockDevice(
                name, number, disk(folder), Attribute.names(folder.resolve("holders")), folder));
      }
    }
    return List.copyOf(devices);
  }

  private static String disk(Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path parent = real.getParent();
    boolean partition = parent != null && SmallFile.exists(real.resolve("partition"));
    return String.valueOf((partition && parent != null ? parent : real).getFileName());
  }

  public boolean isPartition() {
    return !disk.equals(name);
  }

  public int major() throws OddTextException {
    return Numbers.pair(number, "the number of " + name)[0];
  }

  /** The text of one of its files, such as {@code loop/backing_file}; null where there is none. */
  public @Nullable String attribute(String file) throws IOException {
    return attribute(folder, file);
  }

  private static @Nullable String attribute(Path folder, String file) throws IOException {
    try {
      return Attribute.read(folder.resolve(file));
    } catch (IOException e) {
      if (!SmallFile.exists(folder.resolve(file)) || Files.isReadable(folder.resolve(file))) {
        return null; // it went, or its driver has nothing to tell: ENODEV, EINVAL
      }
      throw e;
    }
  }
}
