package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.BlockDevice;
import modtrace.proc.SysDevice;
import modtrace.sys.SmallFile;

/**
 * Block devices: an open holds the module of the disk's operations once (blkdev_get_by_dev,
 * block/bdev.c), and what the driver's own open takes. A partition is its disk.
 */
final class BlockRule implements DeviceRule {
  private final Snapshot system;
  private final DiskDrivers drivers;

  BlockRule(Snapshot system) throws IOException {
    this.system = system;
    this.drivers = new DiskDrivers(system);
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    BlockDevice device = system.blockDevices().byNumber(node.majorMinor());
    BlockDevice disk = device == null ? null : system.blockDevices().byName(device.disk());
    List<DeviceOwner> owners = new ArrayList<>();
    if (device != null && disk != null) {
      String driver = drivers.driver(disk);
      if (driver != null) {
        owners.add(owner(driver, disk));
        owners.addAll(flash(driver, disk));
      }
      String host = drivers.host(disk);
      if (host != null) {
        owners.addAll(attached(host, device, disk));
      }
    }
    return owners;
  }

  private static DeviceOwner owner(String module, BlockDevice disk) throws IOException {
    boolean unconnected =
        module.equals("nbd")
            && !SmallFile.exists(disk.folder().resolve("pid")); // nbd_open makes one
    return DeviceOwner.of(
        module, 1, unconnected ? 1 : 0, "the block device " + disk.name() + " is driven by it");
  }

  /** What drives the disk itself is held by each open of that (blkdev_get_part in block/bdev.c). */
  private List<DeviceOwner> attached(String host, BlockDevice device, BlockDevice disk)
      throws IOException {
    String why = disk.name() + " is attached to what it drives";
    if (!device.isPartition() || system.blockDevices().eachOpensTheDisk()) {
      return List.of(DeviceOwner.of(host, 1, why));
    }
    boolean shared = !system.blockDevices().usesOf(device).isEmpty(); // with the kernel's own use
    return shared ? List.of() : List.of(DeviceOwner.of(host, 0, 1, why));
  }

  private static List<DeviceOwner> flash(String driver, BlockDevice disk) throws IOException {
    NamedDriverRule mtd = NamedDriverRule.ALL.get("mtd");
    if (!driver.equals("mtd_blkdevs") || mtd == null) {
      return List.of();
    }
    List<DeviceOwner> owners = new ArrayList<>();
    owners.add(DeviceOwner.of("mtdblock", 0, 1, disk.name() + " is made by it"));
    Path parent = disk.folder().toRealPath().getParent();
    SysDevice chip = parent == null ? null : SysDevice.at(parent);
    String chipDriver = chip == null ? null : mtd.driver(chip);
    if (chipDriver != null) {
      owners.add(DeviceOwner.of(chipDriver, 0, 1, "it drives " + disk.name()));
    }
    return owners;
  }
}
