package modtrace.finder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.proc.Descriptor;
import modtrace.proc.DeviceMaps;
import modtrace.proc.DeviceMaps.Mapping;
import modtrace.proc.FileStat;
import modtrace.proc.ProcTask;
import modtrace.proc.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Devices that are mapped while their descriptor is closed: the map keeps the open file. Several
 * maps of one device can be one open file, so a process counts once; where somebody has the device
 * open as well, the map may be of that very open file.
 */
final class MappedDeviceFinder implements Finder {
  private static final int CHARACTER = 0020000;

  /** A device in one place of memory: forked processes share it. */
  private record Place(FileStat file, String range) {}

  /**
   * All devices that are mapped, with who does.
   *
   * @param refused of how many processes that may not be seen
   */
  private record Mapped(Map<Place, List<ProcTask>> places, int refused) {}

  @Override
  public String kind() {
    return "mapped devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Mapped mapped = system.once(Mapped.class, () -> mapped(system));
    if (mapped.refused > 0) {
      findings.unseen(system.refused("the mappings of #", mapped.refused, "process"));
    }
    List<ProcTask> counted = new ArrayList<>();
    for (var entry : mapped.places.entrySet()) {
      FileStat file = entry.getKey().file();
      DeviceOwner owner =
          DeviceFileFinder.holder(system.deviceOwners().of(false, file.number(), null), module);
      ProcTask first = entry.getValue().get(0);
      if (owner != null && owner.each() > 0 && !counted.contains(first)) {
        counted.addAll(entry.getValue());
        Claim claim = claim(entry.getValue(), owner);
        findings.add(owner.sure() && !isOpen(file, system) ? claim : claim.perhaps());
      }
    }
  }

  private static Claim claim(List<ProcTask> processes, DeviceOwner owner) {
    return Claim.by(processes.get(0), "mapped device", owner.each(), owner.why())
        .sharedWith(processes.subList(1, processes.size()));
  }

  private static boolean isOpen(FileStat file, Snapshot system) throws IOException {
    for (Descriptor descriptor : system.descriptors().descriptors()) {
      if (descriptor.file().equals(file) && !system.isPathOnly(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** Each file is looked at once, whoever maps it: libraries are mapped by all. */
  private static Mapped mapped(Snapshot system) throws IOException {
    Map<String, FileStat> files = new HashMap<>();
    Map<Place, List<ProcTask>> mapped = new LinkedHashMap<>();
    int refused = 0;
    for (ProcTask process : system.processes()) {
      if (process.kernelThread()) {
        continue; // it has no memory of its own
      }
      try {
        for (Mapping mapping : DeviceMaps.read(system.proc(), process.pid())) {
          String key = mapping.device() + " " + mapping.inode();
          FileStat file = files.containsKey(key) ? files.get(key) : file(process, mapping, system);
          if (file != null) {
            files.put(key, file);
            add(process, mapping, file, mapped);
          }
        }
      } catch (IOException e) {
        Unreadable.refusedOrThrow(e);
        refused++;
      }
    }
    return new Mapped(mapped, refused);
  }

  private static void add(
      ProcTask process, Mapping mapping, FileStat file, Map<Place, List<ProcTask>> mapped) {
    if (file.type() == CHARACTER) {
      List<ProcTask> who =
          mapped.computeIfAbsent(new Place(file, mapping.range()), any -> new ArrayList<>());
      who.add(process);
    }
  }

  private static @Nullable FileStat file(ProcTask process, Mapping mapping, Snapshot system)
      throws IOException {
    try {
      return FileStat.read(system.proc().resolve(process.pid() + "/map_files/" + mapping.range()));
    } catch (NoSuchFileException e) {
      return null; // unmapped since
    }
  }
}
