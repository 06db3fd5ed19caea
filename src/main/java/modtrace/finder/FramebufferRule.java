package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysDevice;

/**
 * Frame buffers: an open holds the module with the operations (fb_open). Those of a DRM driver are
 * drm_kms_helper's, whose open holds the driver too (drm_fbdev_fb_open).
 *
 * <p>Whose the operations are, sysfs does not tell: the driver's, or those of a helper that it
 * uses.
 */
final class FramebufferRule implements DeviceRule {
  private final LoadedModules modules;

  FramebufferRule(LoadedModules modules) {
    this.modules = modules;
  }

  @Override
  public List<DeviceOwner> owners(DeviceNode node) throws IOException {
    SysDevice device = node.device();
    if (device == null) {
      return List.of();
    }
    String name = device.attribute("name");
    List<DeviceOwner> owners = new ArrayList<>();
    String driver = device.driver();
    if (name.endsWith("drmfb")) {
      String drm = modules.named(name.substring(0, name.length() - "drmfb".length()));
      owners.add(DeviceOwner.of("drm_kms_helper", 1, name + " is a frame buffer of DRM").perhaps());
      driver = drm.isEmpty() ? driver : drm;
    }
    if (driver != null) {
      owners.add(DeviceOwner.of(driver, 1, "the frame buffer " + name + " is its").perhaps());
    }
    return owners;
  }
}
