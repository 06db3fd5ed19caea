package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.proc.Descriptor;
import modtrace.proc.ProcTask;
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
    Map<String, List<OpenFile>> byNode = new LinkedHashMap<>();
    for (OpenFile file : files) {
      byNode.computeIfAbsent(node(file), any -> new ArrayList<>()).add(file);
    }
    for (List<OpenFile> opens : byNode.values()) {
      DeviceOwner owner = holder(owners.of(opens.get(0).first()), module);
      if (owner != null) {
        add(opens, owner, findings);
      }
    }
    int refused = system.descriptors().refused();
    if (refused > 0) {
      findings.unseen(system.refused("the files of #", refused, "process"));
    }
  }

  private static String node(OpenFile file) {
    Descriptor first = file.first();
    return (first.isBlockDevice() ? "b" : "c") + first.majorMinor();
  }

  /** The last to close gives back what all opens of a device have together. */
  private static void add(List<OpenFile> opens, DeviceOwner owner, Findings findings) {
    OpenFile last = opens.get(opens.size() - 1);
    for (OpenFile file : opens) {
      int references = owner.each() + (file == last ? owner.once() : 0);
      if (references > 0) {
        Claim claim = file.claim(references, owner.why());
        Claim whole = owner.each() > 0 ? claim : claim.sharedWith(others(opens, file));
        findings.add(owner.sure() ? whole : whole.perhaps());
      }
    }
  }

  /** All who must let go too, where no open has a reference of its own. */
  private static List<ProcTask> others(List<OpenFile> opens, OpenFile file) {
    Map<Integer, ProcTask> others = new LinkedHashMap<>();
    for (OpenFile open : opens) {
      open.processes().forEach(process -> others.put(process.pid(), process));
    }
    others.remove(file.first().process().pid());
    return List.copyOf(others.values());
  }

  static @Nullable DeviceOwner holder(List<DeviceOwner> owners, String module) {
    for (DeviceOwner owner : owners) { // no stream: it is asked of every open file
      if (owner.module().equals(module)) {
        return owner;
      }
    }
    return null;
  }
}
