package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.proc.BlockDevice;
import modtrace.proc.DeviceMajors;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * Block devices: an open holds the module of the disk's operations once (blkdev_get_by_dev,
 * block/bdev.c), and what the driver's own open takes. A partition is its disk.
 */
final class BlockRule implements DeviceRule {
  /** Modules that are not named after the major number that they register. */
  private static final Map<String, String> NAMES =
      Map.of(
          "sd", "sd_mod",
          "sr", "sr_mod",
          "ramdisk", "brd",
          "device-mapper", "dm_mod",
          "md", "md_mod",
          "mdp", "md_mod",
          "nullb", "null_blk",
          "virtblk", "virtio_blk",
          "mtdblock", "mtd_blkdevs",
          "ubiblock", "ubi");

  private final Snapshot system;
  private final LoadedModules modules;
  private final DeviceMajors majors;

  BlockRule(Snapshot system, LoadedModules modules, DeviceMajors majors) {
    this.system = system;
    this.modules = modules;
    this.majors = majors;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    if (device == null) {
      return List.of();
    }
    boolean partition = Files.exists(device.folder().resolve("partition"));
    SysDevice disk = partition ? SysDevice.at(device.folder().resolve("..")) : device;
    if (disk == null) {
      return List.of();
    }
    String module = module(disk);
    List<DeviceOwner> owners = new ArrayList<>();
    if (module != null) {
      owners.add(owner(module, disk));
      owners.addAll(below(module, disk, partition ? device : null));
    }
    return owners;
  }

  private static DeviceOwner owner(String module, SysDevice disk) throws IOException {
    boolean unconnected =
        module.equals("nbd") && !Files.exists(disk.folder().resolve("pid")); // nbd_open makes one
    return DeviceOwner.of(
        module, 1, unconnected ? 1 : 0, "the block device " + disk.name() + " is driven by it");
  }

  /** What the driver's own open holds: the SCSI host, the flash chip. */
  private List<DeviceOwner> below(String module, SysDevice disk, @Nullable SysDevice partition)
      throws IOException {
    String host = module.startsWith("s") ? NamedDriverRule.host(disk) : null;
    if (host != null) {
      String why = disk.name() + " is on its SCSI host";
      if (partition == null) {
        return List.of(DeviceOwner.of(host, 1, why));
      }
      return isUsed(partition) ? List.of() : List.of(DeviceOwner.of(host, 0, 1, why));
    }
    NamedDriverRule mtd = NamedDriverRule.ALL.get("mtd");
    if (module.equals("mtd_blkdevs") && mtd != null) {
      List<DeviceOwner> owners = new ArrayList<>();
      owners.add(DeviceOwner.of("mtdblock", 0, 1, disk.name() + " is made by it"));
      Path parent = disk.folder().getParent();
      SysDevice chip = parent == null ? null : SysDevice.at(parent);
      String driver = chip == null ? null : mtd.driver(chip);
      if (driver != null) {
        owners.add(DeviceOwner.of(driver, 0, 1, "it drives " + disk.name()));
      }
      return owners;
    }
    return List.of();
  }

  /** Then its opens have no reference of their own: the kernel's use and they have one together. */
  private boolean isUsed(SysDevice partition) throws IOException {
    BlockDevice device = system.blockDevices().byName(partition.name());
    return device != null && !system.blockDevices().usesOf(device).isEmpty();
  }

  private @Nullable String module(SysDevice disk) throws IOException {
    int major = Integer.parseInt("0" + disk.attribute("dev").split(":")[0]);
    String name = majors.name(true, major);
    String base = name == null || name.equals("blkext") ? disk.name() : name;
    String known = NAMES.get(base.replaceAll("\\d.*", ""));
    if (known != null && modules.isLoaded(known)) {
      return known;
    }
    String driver = disk.driver();
    if (driver != null) {
      return driver;
    }
    String same = modules.named(base.replaceAll("\\d.*", ""));
    return same.isEmpty() ? null : same;
  }
}
