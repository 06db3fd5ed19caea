package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.Attribute;
import modtrace.proc.Descriptor;
import modtrace.proc.DescriptorInfo;
import modtrace.proc.Devices;
import modtrace.proc.SysDevice;

/**
 * Devices registered with an io_uring, which stay open when their descriptor is closed. fdinfo
 * tells only names, so a device counts only where nobody has it open besides.
 */
final class RingFileFinder implements Finder {
  @Override
  public String kind() {
    return "files registered with io_uring";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (OpenFile ring : system.openFiles(d -> d.link().equals("anon_inode:[io_uring]"))) {
      for (String name : DescriptorInfo.read(system.proc(), ring.first()).ringFiles()) {
        add(module, ring, name, system, findings);
      }
    }
  }

  private static void add(
      String module, OpenFile ring, String name, Snapshot system, Findings findings)
      throws IOException {
    List<String> numbers = devices(name.substring(name.lastIndexOf('/') + 1), system);
    for (String number : numbers) {
      long device = Devices.number(number);
      DeviceOwner owner =
          DeviceFileFinder.holder(system.deviceOwners().of(false, device, null), module);
      if (owner != null && owner.each() > 0) {
        var claim = ring.claim(owner.each(), "registered with io_uring: " + name, owner.why());
        boolean alone = numbers.size() == 1 && !isOpen(number, system);
        findings.add(alone && owner.sure() ? claim : claim.perhaps());
      }
    }
  }

  private static boolean isOpen(String number, Snapshot system) throws IOException {
    for (Descriptor descriptor : system.descriptors().descriptors()) {
      if (descriptor.isCharacterDevice() && descriptor.majorMinor().equals(number)) {
        return true;
      }
    }
    return false;
  }

  /** The character devices of that name, as "major:minor": /sys/class/CLASS/NAME/dev. */
  private static List<String> devices(String name, Snapshot system) throws IOException {
    List<String> numbers = new ArrayList<>();
    if (name.contains("..") || !name.matches("[\\x21-\\x7e]+")) {
      return numbers;
    }
    for (Path folder : Attribute.list(system.sys().resolve("class"))) {
      String number = SysDevice.line(folder.resolve(name).resolve("dev"));
      if (!number.isEmpty() && !folder.endsWith("block")) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
