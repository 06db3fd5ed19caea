package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modtrace.proc.Attribute;
import modtrace.proc.Descriptor;
import modtrace.proc.ProcTask;
import modtrace.proc.SysDevice;

/**
 * Devices that are passed through to user space by VFIO, most often to a virtual machine. An open
 * device holds vfio by its file operations and its driver (vfio_device_open), a container whose
 * IOMMU is set holds that one's driver (vfio_ioctl_set_iommu in drivers/vfio). The opens of
 * /dev/vfio are those of {@link SubsystemRule} and {@link MiscRule}.
 */
final class VfioFinder implements Finder {
  private static final String CORE = "vfio";
  private static final String DEVICE = "anon_inode:[vfio-device]";
  private static final String CONTAINER = "/dev/vfio/vfio";
  private static final Set<String> IOMMUS = Set.of("vfio_iommu_type1", "vfio_iommu_spapr_tce");

  @Override
  public String kind() {
    return "VFIO devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (IOMMUS.contains(module)) {
      containers(system, findings);
    } else if (module.equals(CORE)) {
      for (OpenFile device : devices(system)) {
        findings.add(device.claim(1, "a device of VFIO"));
      }
    } else if (drivers(system).contains(module)) {
      boolean alone = drivers(system).size() == 1;
      for (OpenFile device : devices(system)) {
        String why = "a device of VFIO, and it " + (alone ? "alone drives such" : "drives such");
        findings.add(alone ? device.claim(1, why) : device.claim(1, why).perhaps());
      }
    }
  }

  private static List<OpenFile> devices(Snapshot system) throws IOException {
    return system.openFiles(d -> d.link().equals(DEVICE));
  }

  /** Modules that drive a device in an IOMMU group that VFIO offers. */
  private static Set<String> drivers(Snapshot system) throws IOException {
    Set<String> drivers = new HashSet<>();
    for (Path group : Attribute.list(system.sys().resolve("class/vfio"))) {
      Path members = system.sys().resolve("kernel/iommu_groups").resolve(group.getFileName());
      for (Path member : Attribute.list(members.resolve("devices"))) {
        SysDevice device = SysDevice.at(member);
        String driver = device == null ? null : device.driver();
        if (driver != null && dependsOnVfio(driver, system)) {
          drivers.add(driver);
        }
      }
    }
    return drivers;
  }

  private static boolean dependsOnVfio(String driver, Snapshot system) throws IOException {
    return Attribute.list(system.sys().resolve("module").resolve(CORE).resolve("holders")).stream()
        .anyMatch(holder -> holder.getFileName().toString().equals(driver));
  }

  /** Only one whose IOMMU is set gives out devices; of another nothing tells. */
  private static void containers(Snapshot system, Findings findings) throws IOException {
    Set<Integer> users =
        devices(system).stream().flatMap(VfioFinder::pids).collect(Collectors.toSet());
    for (OpenFile container : system.openFiles(VfioFinder::isContainer)) {
      boolean used = pids(container).anyMatch(users::contains);
      findings.add(
          used
              ? container.claim(1, "the IOMMU of its devices is set")
              : container.claim(1, "its IOMMU may be set").perhaps());
    }
  }

  private static boolean isContainer(Descriptor descriptor) {
    return descriptor.isCharacterDevice() && descriptor.link().equals(CONTAINER);
  }

  private static Stream<Integer> pids(OpenFile file) {
    return file.processes().stream().map(ProcTask::pid);
  }
}
