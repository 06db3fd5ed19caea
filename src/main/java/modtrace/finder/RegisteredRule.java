package modtrace.finder;

import java.io.IOException;
import java.util.List;
import modtrace.proc.DeviceMajors;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;
import org.jspecify.annotations.Nullable;

/**
 * Character devices of no subsystem that is known, as drivers outside the kernel's tree make them:
 * an open holds the module by its character device and by its file operations, as register_chrdev
 * sets them (fs/char_dev.c). That a module registered them, only the name tells, and that it is
 * their owner, nothing: it may hold.
 */
final class RegisteredRule implements DeviceRule {
  private final LoadedModules modules;
  private final DeviceMajors majors;

  RegisteredRule(LoadedModules modules, DeviceMajors majors) {
    this.modules = modules;
    this.majors = majors;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    String name = majors.name(false, node.major());
    String module = modules.named(name == null ? "" : name);
    if (!module.isEmpty()) {
      return List.of(
          DeviceOwner.of(module, 2, "major number " + node.major() + " is registered as " + name)
              .perhaps());
    }
    String other = otherwise(node);
    if (other == null) {
      return List.of();
    }
    return List.of(DeviceOwner.of(other, 2, DeviceOwners.driven(node, other)).perhaps());
  }

  private @Nullable String otherwise(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    String name = majors.name(false, node.major());
    if (device != null) {
      String driver = device.driver();
      String same = modules.named(device.subsystem());
      return driver == null && !same.isEmpty() ? same : driver;
    }
    int end = name == null ? -1 : name.lastIndexOf('-');
    String stem = name == null || end < 0 ? "" : modules.named(name.substring(0, end));
    return stem.isEmpty() ? null : stem;
  }
}
