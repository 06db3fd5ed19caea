package modtrace.finder;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.proc.Descriptor;
import org.jspecify.annotations.Nullable;

/** Open character and block devices: each open holds the modules that serve the device. */
final class DeviceFileFinder implements Finder {
  @Override
  public String kind() {
    return "open device files";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    DeviceOwners owners = system.deviceOwners();
    List<OpenFile> files =
        system.openFiles(d -> holder(owners.of(d), module) != null && !system.isPathOnly(d));
    Map<String, OpenFile> last = new HashMap<>();
    for (OpenFile file : files) {
      last.put(node(file), file);
    }
    for (OpenFile file : files) {
      DeviceOwner owner = holder(owners.of(file.first()), module);
      if (owner != null) {
        int once = last.get(node(file)) == file ? owner.once() : 0;
        add(file, owner, owner.each() + once, findings);
      }
    }
    int refused = system.descriptors().refused();
    if (refused > 0) {
      findings.unseen("the files of " + refused + " processes (run as root)");
    }
  }

  private static String node(OpenFile file) {
    Descriptor first = file.first();
    return (first.isBlockDevice() ? "b" : "c") + first.majorMinor();
  }

  private static void add(OpenFile file, DeviceOwner owner, int references, Findings findings) {
    if (references > 0) {
      var claim = file.claim(references, owner.why());
      findings.add(owner.sure() ? claim : claim.perhaps());
    }
  }

  static @Nullable DeviceOwner holder(List<DeviceOwner> owners, String module) {
    return owners.stream().filter(owner -> owner.module().equals(module)).findFirst().orElse(null);
  }
}
