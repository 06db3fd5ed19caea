package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;
import modtrace.proc.ProcTask;
import modtrace.proc.Swap;

/**
 * File systems that are mounted nowhere any more, or nowhere yet, but in use: what a process has
 * there (a lazy umount, a descriptor of open_tree) holds them, else only their folder in sysfs
 * tells that they are there.
 */
final class UnmountedFinder implements Finder {
  @Override
  public String kind() {
    return "file systems that are mounted nowhere";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Set<String> types = system.fileSystems().of(module);
    if (types.isEmpty()) {
      return;
    }
    var uses = DetachedUses.read(system, types);
    uses.unseen().forEach(findings::unseen);
    Set<String> known = new LinkedHashSet<>();
    system.mounts().superblocks().forEach(superblock -> known.add(superblock.device()));
    for (Map.Entry<String, List<DetachedUses.Use>> entry : uses.byDevice().entrySet()) {
      known.add(entry.getKey());
      Claim claim = claim(entry.getKey(), entry.getValue(), system);
      findings.add(uses.isSure(entry.getKey()) ? claim : claim.perhaps());
    }
    for (Map.Entry<BlockDevice, String> left : inSysfs(system, types).entrySet()) {
      if (known.add(left.getKey().number())) {
        findings.add(nowhere(left.getKey(), left.getValue(), system));
      }
    }
  }

  private static Claim claim(String device, List<DetachedUses.Use> uses, Snapshot system)
      throws IOException {
    BlockDevice block = system.blockDevices().byNumber(device);
    String on = block == null ? device : BlockNames.of(block);
    DetachedUses.Use first = uses.get(0);
    Map<Integer, ProcTask> others = new LinkedHashMap<>();
    uses.forEach(use -> others.put(use.process().pid(), use.process()));
    others.remove(first.process().pid());
    return Claim.by(
            first.process(),
            first.what() + " on " + on,
            1,
            first.type() + " on " + on + " is mounted nowhere, but " + first.what() + " is on it")
        .sharedWith(List.copyOf(others.values()));
  }

  /** Block devices that have a folder such as /sys/fs/ext4/loop0, with the type. */
  private static Map<BlockDevice, String> inSysfs(Snapshot system, Set<String> types)
      throws IOException {
    Map<BlockDevice, String> found = new LinkedHashMap<>();
    for (String type : types) {
      for (Path folder : BlockDevices.folders(system.sys().resolve("fs").resolve(type))) {
        BlockDevice device = system.blockDevices().byName(folder.getFileName().toString());
        if (device != null) {
          found.put(device, type);
        }
      }
    }
    return found;
  }

  /** It is there, but who keeps it is only guessed: a swap file, an overlay, a file in transit. */
  private static Claim nowhere(BlockDevice device, String type, Snapshot system)
      throws IOException {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "/sys/fs/"
            + type
            + "/"
            + device.name()
            + " is there, but it is mounted nowhere that is seen");
    for (Swap swap : Swap.read(system.proc())) {
      if (swap.file() && !isAt(swap.path(), system)) {
        evidence.add("swap file " + swap.path() + " is on no mounted file system");
      }
    }
    String what = type + " on " + BlockNames.of(device) + ", mounted nowhere";
    return Claim.of(Kind.MOUNT, what, 1, evidence.toArray(String[]::new));
  }

  private static boolean isAt(String path, Snapshot system) {
    Path place = system.place(path);
    return place == null || Files.exists(place);
  }
}
