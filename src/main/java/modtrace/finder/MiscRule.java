package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.proc.DeviceAliases;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;

/**
 * Misc devices: an open holds the module with the file operations once (misc_open,
 * drivers/char/misc.c). Which module that is, its alias tells, or the driver above it, or its name.
 */
final class MiscRule implements DeviceRule {
  /** Devices that are not named after their module. */
  private static final Map<String, String> NAMES =
      Map.of(
          "ubi_ctrl", "ubi",
          "hw_random", "rng_core",
          "vmci", "vmw_vmci",
          "vtpmx", "tpm_vtpm_proxy",
          "rdma_cm", "rdma_ucm",
          "iommu", "iommufd",
          "device-mapper", "dm_mod",
          "loop-control", "loop");

  private final Snapshot system;
  private final LoadedModules modules;
  private final DeviceAliases aliases;

  MiscRule(Snapshot system, LoadedModules modules, DeviceAliases aliases) {
    this.system = system;
    this.modules = modules;
    this.aliases = aliases;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    if (device == null) {
      return List.of();
    }
    String name = device.name();
    return switch (name) {
      case "kvm" -> kvm();
      case "watchdog" -> watchdog();
      case "tun" -> List.of(DeviceOwner.of("tun", 2, "the tun device and its queue"));
      default -> {
        String module = module(node, device);
        yield module.isEmpty()
            ? List.of()
            : List.of(
                DeviceOwner.of(module, 1, "the misc device " + name + " belongs to " + module));
      }
    };
  }

  private String module(DeviceNode node, SysDevice device) throws IOException {
    String alias = aliases.device(false, node.major(), node.minor());
    if (alias != null && modules.isLoaded(alias)) {
      return alias;
    }
    String driver = device.driver();
    if (driver != null) {
      return driver;
    }
    return modules.named(NAMES.getOrDefault(device.name(), device.name()));
  }

  /** The device is kvm's, its file operations are the vendor module's (virt/kvm/kvm_main.c). */
  private List<DeviceOwner> kvm() {
    for (String vendor : List.of("kvm_intel", "kvm_amd", "kvm_hv", "kvm_pr")) {
      if (modules.isLoaded(vendor)) {
        return List.of(DeviceOwner.of(vendor, 1, "the file operations of /dev/kvm are its"));
      }
    }
    return List.of(DeviceOwner.of("kvm", 1, "the misc device kvm belongs to it"));
  }

  /** The old node of the first watchdog (drivers/watchdog/watchdog_dev.c). */
  private List<DeviceOwner> watchdog() throws IOException {
    List<DeviceOwner> owners = new ArrayList<>();
    owners.add(DeviceOwner.of("watchdog", 1, "the misc device watchdog belongs to it"));
    SysDevice first = SysDevice.at(system.sys().resolve("class/watchdog/watchdog0"));
    NamedDriverRule rule = NamedDriverRule.ALL.get("watchdog");
    String driver = first == null || rule == null ? null : rule.driver(first);
    if (driver != null) {
      owners.add(DeviceOwner.of(driver, 1, "it drives watchdog0"));
    }
    return owners;
  }
}
