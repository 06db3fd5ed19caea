package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.Descriptor;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;

/**
 * Graphics and accelerator nodes: an open holds drm, and the driver that made the node
 * (drm_stub_open, drivers/gpu/drm/drm_drv.c).
 *
 * <p>The driver above the device in sysfs can be another module (nvidia's device has nvidia_drm's
 * node) or none (vkms), so the driver's own name is asked first.
 */
final class DrmRule implements DeviceRule {
  private final Snapshot system;
  private final LoadedModules modules;

  DrmRule(Snapshot system, LoadedModules modules) {
    this.system = system;
    this.modules = modules;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    List<DeviceOwner> owners = new ArrayList<>();
    owners.add(DeviceOwner.of("drm", 1, "device " + node.majorMinor() + " is a node of drm"));
    SysDevice device = node.device();
    if (device != null) {
      owners.addAll(driver(node, device));
    }
    return owners;
  }

  private List<DeviceOwner> driver(DeviceNode node, SysDevice device) throws IOException {
    String name = modules.named(nameOf(node));
    String above = device.driver();
    if (!name.isEmpty()) {
      return List.of(DeviceOwner.of(name, 1, "the DRM driver of " + device.name() + " is " + name));
    }
    if (above != null) {
      return List.of(DeviceOwner.of(above, 1, DeviceOwners.driven(node, above)));
    }
    Path parent = device.folder().getParent();
    Path root = parent == null ? null : parent.getParent();
    String like = root == null ? "" : modules.named(root.getFileName().toString());
    return like.isEmpty()
        ? List.of()
        : List.of(DeviceOwner.of(like, 1, device.name() + " belongs to the device " + like));
  }

  /** As the driver tells: by a copy of what somebody has open, else in debugfs. */
  private String nameOf(DeviceNode node) throws IOException {
    Descriptor opened = node.opened();
    if (opened != null) {
      try (Fd copy = system.copyOf(opened)) {
        return system.probe().drmDriver(copy);
      } catch (SyscallException e) {
        return fromDebugfs(node); // before Linux 5.6, and where we may not
      }
    }
    return fromDebugfs(node);
  }

  /** The first word of dri/N/name; it is there only where debugfs is mounted. */
  private String fromDebugfs(DeviceNode node) throws IOException {
    Path file = system.sys().resolve("kernel/debug/dri/" + node.minor() + "/name");
    return Files.isReadable(file) ? SysDevice.line(file).split(" ")[0] : "";
  }
}
