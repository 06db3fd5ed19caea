package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * A subsystem whose every open takes a fixed number of references on its core module and on the
 * device's driver.
 *
 * @param core the module with the subsystem's file operations; null where it is always built in
 * @param coreReferences by the character device and by its file operations
 * @param driverReferences on the module of the nearest driver above the device
 */
record SubsystemRule(@Nullable String core, int coreReferences, int driverReferences)
    implements DeviceRule {
  /**
   * By subsystem. The numbers follow from cdev_get and fops_get of each open (fs/char_dev.c) and
   * from what the subsystem's own open takes; a subsystem that is not here is not known.
   */
  static final Map<String, SubsystemRule> ALL =
      Map.ofEntries(
          Map.entry("video4linux", new SubsystemRule("videodev", 1, 1)),
          Map.entry("media", new SubsystemRule("mc", 1, 1)),
          Map.entry("cec", new SubsystemRule("cec", 1, 1)),
          Map.entry("rtc", new SubsystemRule(null, 0, 1)),
          Map.entry("uio", new SubsystemRule("uio", 2, 1)),
          Map.entry("iio", new SubsystemRule("industrialio", 1, 1)),
          Map.entry("pps", new SubsystemRule("pps_core", 1, 1)),
          Map.entry("ptp", new SubsystemRule("ptp", 1, 0)),
          Map.entry("usb", new SubsystemRule("usbcore", 1, 0)),
          Map.entry("usbmisc", new SubsystemRule("usbcore", 1, 1)),
          Map.entry("hidraw", new SubsystemRule("hid", 1, 0)),
          Map.entry("nvme", new SubsystemRule("nvme_core", 1, 2)),
          Map.entry("nvme-generic", new SubsystemRule("nvme_core", 1, 2)),
          Map.entry("bsg", new SubsystemRule(null, 0, 0)),
          Map.entry("gpio", new SubsystemRule(null, 0, 0)),
          Map.entry("usbmon", new SubsystemRule("usbmon", 2, 0)),
          Map.entry("msr", new SubsystemRule("msr", 2, 0)),
          Map.entry("cpuid", new SubsystemRule("cpuid", 2, 0)),
          Map.entry("vfio", new SubsystemRule("vfio", 2, 0)),
          Map.entry("ppp", new SubsystemRule("ppp_generic", 2, 0)));

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    List<DeviceOwner> owners = new ArrayList<>();
    SysDevice device = node.device();
    if (core != null) {
      owners.add(
          DeviceOwner.of(
              core,
              coreReferences,
              "device " + node.majorMinor() + " is of the subsystem " + node.subsystem()));
    }
    String driver = device == null || driverReferences == 0 ? null : device.driver();
    if (driver != null) {
      owners.add(DeviceOwner.of(driver, driverReferences, DeviceOwners.driven(node, driver)));
    }
    return owners;
  }
}
