package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.proc.BlockDevice;
import org.jspecify.annotations.Nullable;

/** Which module drives a disk: each open of the disk or of its partitions takes a reference. */
final class DiskDrivers {
  /** Names that drivers register a major number by, where they differ from the module's. */
  private static final Map<String, String> BY_MAJOR =
      Map.of(
          "device-mapper", "dm_mod",
          "nullb", "null_blk",
          "virtblk", "virtio_blk",
          "ramdisk", "brd",
          "md", "md_mod",
          "mdp", "md_mod",
          "mmc", "mmc_block",
          "mtdblock", "mtd_blkdevs",
          "xvd", "xen_blkfront");

  /** Names of disks of which neither a driver in sysfs nor the major number tells. */
  private static final Map<String, String> BY_NAME =
      Map.of("nvme", "nvme_core", "nullb", "null_blk", "pmem", "nd_pmem", "md_d", "md_mod");

  private static final Pattern SCSI_HOST = Pattern.compile("/(host\\d+)/");

  private final Snapshot system;

  DiskDrivers(Snapshot system) {
    this.system = system;
  }

  /** Whether the module's block device operations serve the disk. */
  boolean isOf(String module, BlockDevice disk) throws IOException {
    String driver = module(disk.folder().resolve("device/driver/module"));
    if (driver != null) {
      return driver.equals(module);
    }
    Set<String> aliases = system.aliases().of("block-major-" + disk.number().replace(':', '-'));
    if (aliases.stream().anyMatch(system::isLoaded)) {
      return aliases.contains(module);
    }
    String registered = registered(disk.major());
    if (!registered.isEmpty() && !registered.equals("blkext")) {
      return module.equals(BY_MAJOR.getOrDefault(registered, registered.replace('-', '_')));
    }
    String name = disk.name().replaceFirst("\\d.*", "");
    return module.equals(BY_NAME.getOrDefault(name, name));
  }

  /** The name of a major number in /proc/devices; empty where it has none. */
  private String registered(int major) throws IOException {
    String text = Files.readString(system.proc().resolve("devices"));
    for (String line : text.substring(Math.max(0, text.indexOf("Block devices:"))).split("\n")) {
      String[] words = line.strip().split(" ", 2);
      if (words.length == 2 && words[0].equals(Integer.toString(major))) {
        return words[1];
      }
    }
    return "";
  }

  /**
   * Whether the module drives what a SCSI disk is attached to. Each open of the disk, and the first
   * of each partition, takes a reference (scsi_device_get).
   */
  boolean isHostOf(String module, BlockDevice disk) throws IOException {
    Path device = disk.folder().resolve("device");
    if (!Files.exists(device)) {
      return false;
    }
    Matcher host = SCSI_HOST.matcher(device.toRealPath() + "/");
    if (!host.find()) {
      return false;
    }
    String path = device.toRealPath().toString();
    for (Path at = Path.of(path.substring(0, host.start())); at != null; at = at.getParent()) {
      String driver = module(at.resolve("driver/module"));
      if (driver != null) {
        return driver.equals(module);
      }
    }
    Path name = system.sys().resolve("class/scsi_host").resolve(host.group(1)).resolve("proc_name");
    return module.equals(String.valueOf(BlockDevices.text(name)).replace('-', '_'));
  }

  private static @Nullable String module(Path link) throws IOException {
    return Files.exists(link) ? link.toRealPath().getFileName().toString() : null;
  }
}
