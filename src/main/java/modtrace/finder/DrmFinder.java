package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;
import modtrace.proc.LoadedModules;
import org.jspecify.annotations.Nullable;

/**
 * The file system that DRM mounts for itself: one reference on drm as long as there is any DRM
 * device, however many (drm_fs_inode_new in drivers/gpu/drm/drm_drv.c). It is in no mountinfo.
 */
final class DrmFinder implements Finder {
  @Override
  public String kind() {
    return "DRM devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.equals("drm")) {
      return;
    }
    List<String> devices = new ArrayList<>();
    Set<String> drivers = drivers(system, devices);
    if (devices.isEmpty()) {
      return;
    }
    String names = String.join(", ", devices);
    Claim claim =
        drivers.isEmpty()
            ? Claim.of(Kind.KERNEL, "DRM devices " + names, 1, evidence(names))
            : Claim.of(
                    Kind.KERNEL,
                    "DRM devices " + names + " of " + String.join(", ", drivers),
                    1,
                    evidence(names))
                .releasedBy("modprobe -r " + String.join(" ", drivers));
    findings.add(claim);
  }

  private static String evidence(String names) {
    return "drm keeps a file system of its own mounted for " + names;
  }

  /**
   * The modules that drive the DRM devices.
   *
   * @param names takes the names of the devices, such as {@code card0}
   */
  static Set<String> drivers(Snapshot system, List<String> names) throws IOException {
    List<Path> all = new ArrayList<>(Attribute.list(system.sys().resolve("class/drm")));
    all.addAll(Attribute.list(system.sys().resolve("class/accel")));
    Set<String> drivers = new TreeSet<>();
    for (Path device : all) {
      String name = device.getFileName().toString();
      if (name.matches("(card|accel)\\d+")) {
        names.add(name);
        String driver = driver(device, system);
        if (driver != null) {
          drivers.add(driver);
        }
      }
    }
    return drivers;
  }

  /**
   * The module that drives a device of DRM. A virtual device has no driver, but is named after the
   * module that made it.
   */
  static @Nullable String driver(Path device, Snapshot system) throws IOException {
    String driver = Attribute.target(device.resolve("device/driver/module"));
    String parent = Attribute.target(device.resolve("device"));
    if (driver != null || parent == null) {
      return driver;
    }
    String name = parent.replace('-', '_');
    LoadedModules.Row core = system.loadedModules().row("drm");
    return core != null && core.dependants().contains(name) ? name : null;
  }
}
