package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * Subsystems whose drivers need not be devices of the driver model: where no driver stands above
 * the device, the name that the driver gave it tells the module.
 *
 * @param core the module with the subsystem's file operations
 * @param beginning of the folder's name that has the driver's name: {@code i2c-}
 * @param attribute the file in that folder which tells the driver's name
 */
record NamedDriverRule(
    String core, int coreReferences, int driverReferences, String beginning, String attribute)
    implements DeviceRule {
  static final Map<String, NamedDriverRule> ALL =
      Map.of(
          "i2c-dev", new NamedDriverRule("i2c_dev", 2, 1, "i2c-", "name"),
          "mtd", new NamedDriverRule("mtd", 2, 1, "mtd", "name"),
          "watchdog", new NamedDriverRule("watchdog", 1, 2, "watchdog", "identity"),
          "scsi_generic", new NamedDriverRule("sg", 3, 1, "host", "proc_name"),
          "scsi_tape", new NamedDriverRule("st", 2, 1, "host", "proc_name"),
          "scsi_changer", new NamedDriverRule("ch", 2, 1, "host", "proc_name"));

  /** Drivers whose devices hang below no driver, by the name that they give them. */
  private static final Map<String, String> BY_NAME =
      Map.of(
          "SMBus stub driver", "i2c_stub",
          "mtdram test device", "mtdram",
          "Software Watchdog", "softdog");

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    List<DeviceOwner> owners = new ArrayList<>();
    SysDevice device = node.device();
    if (device == null) {
      return owners;
    }
    owners.add(
        DeviceOwner.of(
            core,
            coreReferences,
            "device " + node.majorMinor() + " is of the subsystem " + node.subsystem()));
    String driver = driver(device);
    if (driver != null) {
      owners.add(DeviceOwner.of(driver, driverReferences, DeviceOwners.driven(node, driver)));
    }
    return owners;
  }

  /** The module that drives what the node speaks to: an adapter, a flash chip, a SCSI host. */
  @Nullable String driver(SysDevice device) throws IOException {
    if (beginning.equals("host")) {
      return host(device);
    }
    Path folder = device.above(beginning);
    String told = folder == null ? "" : named(folder);
    String known = BY_NAME.get(told);
    return known == null ? device.driver() : known;
  }

  /** Of the read-only node of a flash, {@code mtd0ro}, the other one tells. */
  private String named(Path folder) throws IOException {
    String whole = folder.getFileName().toString().replaceFirst("^(mtd\\d+)ro$", "$1");
    return SysDevice.line(folder.resolveSibling(whole).resolve(attribute));
  }

  /** The module of a SCSI device's host: that of its driver, else what the host calls itself. */
  static @Nullable String host(SysDevice device) throws IOException {
    Path host = device.above("host");
    SysDevice at = host == null ? null : SysDevice.at(host);
    if (at == null) {
      return null;
    }
    String driver = at.driver();
    if (driver != null) {
      return driver;
    }
    String name = at.attribute("scsi_host/" + at.name() + "/proc_name");
    return name.isEmpty() || name.contains("null") ? null : name.replace('-', '_');
  }
}
