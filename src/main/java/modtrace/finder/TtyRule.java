package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * Terminals: an open holds the module of the tty driver by its character device, and all opens
 * together hold it once more by the terminal (tty_init_dev, drivers/tty/tty_io.c).
 */
final class TtyRule implements DeviceRule {
  private final LoadedModules modules;

  TtyRule(LoadedModules modules) {
    this.modules = modules;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    if (device == null) {
      return List.of();
    }
    List<DeviceOwner> owners = new ArrayList<>();
    String driver = device.driver();
    String tty = ttyDriver(device.name());
    if (tty == null && driver != null) { // the tty driver may as well be a core's, as with 8250
      owners.add(DeviceOwner.of(driver, 1, 1, DeviceOwners.driven(node, driver)).perhaps());
      return owners;
    }
    if (tty != null) {
      owners.add(DeviceOwner.of(tty, 1, 1, device.name() + " is a terminal of " + tty));
    }
    if (driver != null && !driver.equals(tty)) {
      owners.add(DeviceOwner.of(driver, 0, 1, DeviceOwners.driven(node, driver)));
    }
    return owners;
  }

  /** Where the module with the tty driver is another than that of the device. */
  private @Nullable String ttyDriver(String name) {
    String base = name.replaceAll("\\d+$", "");
    return switch (base) {
      case "ttyUSB" -> "usbserial";
      case "ttyGS" -> "u_serial";
      case "rfcomm" -> "rfcomm";
      case "gsmtty" -> "n_gsm";
      default -> modules.isLoaded(base) ? base : null;
    };
  }
}
