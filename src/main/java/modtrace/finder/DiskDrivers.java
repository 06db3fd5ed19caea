package modtrace.finder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import modtrace.proc.Attribute;
import modtrace.proc.BlockDevice;
import modtrace.proc.DeviceMajors;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/** Which modules serve a disk: each open of the disk takes references on them. */
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
          "ubiblock", "ubi",
          "xvd", "xen_blkfront");

  /** Names of disks of which neither a driver in sysfs nor the major number tells. */
  private static final Map<String, String> BY_NAME =
      Map.of("nvme", "nvme_core", "nullb", "null_blk", "pmem", "nd_pmem", "md_d", "md_mod");

  private final Snapshot system;
  private final DeviceMajors majors;
  private final Map<String, @Nullable String> drivers = new HashMap<>();
  private final Map<String, @Nullable String> hosts = new HashMap<>();

  DiskDrivers(Snapshot system) throws IOException {
    this.system = system;
    this.majors = DeviceMajors.read(system.proc());
  }

  /** The module whose block device operations the disk has; null where it is built in. */
  @Nullable String driver(BlockDevice disk) throws IOException {
    if (!drivers.containsKey(disk.name())) {
      String name = named(disk);
      drivers.put(disk.name(), system.isLoaded(name) ? name : null);
    }
    return drivers.get(disk.name());
  }

  private String named(BlockDevice disk) throws IOException {
    String module = Attribute.target(disk.folder().resolve("device/driver/module"));
    if (module != null) {
      return module;
    }
    for (String alias : system.aliases().of("block-major-" + disk.number().replace(':', '-'))) {
      if (system.isLoaded(alias)) {
        return alias;
      }
    }
    String registered = majors.name(true, disk.major());
    if (registered != null && !registered.equals("blkext")) {
      return BY_MAJOR.getOrDefault(registered, registered.replace('-', '_'));
    }
    String name = disk.name().replaceFirst("\\d.*", "");
    return BY_NAME.getOrDefault(name, name);
  }

  /**
   * The module that drives what the disk is attached to: a SCSI host (scsi_device_get) or an NVMe
   * controller (nvme_ns_open). Each open of the disk, and the first of each partition, takes a
   * reference on it. Null where there is none, or it is built in.
   */
  @Nullable String host(BlockDevice disk) throws IOException {
    if (!hosts.containsKey(disk.name())) {
      SysDevice device = SysDevice.at(disk.folder());
      hosts.put(disk.name(), device == null ? null : host(device));
    }
    return hosts.get(disk.name());
  }

  private static @Nullable String host(SysDevice device) throws IOException {
    return device.name().startsWith("nvme") ? device.driver() : NamedDriverRule.host(device);
  }
}
