package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;
import modtrace.proc.DeviceMapper;
import modtrace.sys.Fd;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * Mapped devices: each holds dm_mod once, and each line of its tables, the active and the inactive
 * one, the module of its target type (dm_get_target_type, drivers/md/dm-target.c).
 */
final class DeviceMapperFinder implements Finder {
  @Override
  public String kind() {
    return "mapped devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!mayBePart(module, system)) {
      return;
    }
    List<BlockDevice> mapped = new ArrayList<>();
    for (BlockDevice device : system.blockDevices().all()) {
      if (device.attribute("dm/name") != null) {
        mapped.add(device);
      }
    }
    if (mapped.isEmpty()) {
      return;
    }
    try (Fd control = system.probe().deviceMapper()) {
      for (BlockDevice device : mapped) {
        find(module, device, system, control, findings);
      }
    } catch (SyscallException e) {
      findings.unseen("the tables of " + mapped.size() + " mapped devices: " + e.getMessage());
    }
  }

  /** What a target uses need not use dm_mod's symbols itself, and dm_mod may be built in. */
  private static boolean mayBePart(String module, Snapshot system) throws IOException {
    return module.startsWith("dm_")
        || SmallFile.exists(system.sys().resolve("module/dm_mod/holders").resolve(module))
        || !system.aliases().namesOf(module, "dm-").isEmpty()
        || !system.aliases().namesOf(module, "md-").isEmpty();
  }

  private static void find(
      String module, BlockDevice device, Snapshot system, Fd control, Findings findings)
      throws IOException {
    Map<String, Integer> live = count(module, device, system, control, false);
    Map<String, Integer> inactive = count(module, device, system, control, true);
    boolean whole = module.equals("dm_mod");
    int references = (whole ? 1 : 0) + sum(live) + sum(inactive);
    if (references == 0) {
      return;
    }
    List<String> evidence = new ArrayList<>();
    if (whole) {
      evidence.add(device.name() + " is a mapped device: 1 reference");
    }
    live.forEach((type, n) -> evidence.add("its table has " + n + " targets " + type));
    inactive.forEach((type, n) -> evidence.add("its inactive table has " + n + " targets " + type));
    Claim claim =
        Claim.of(Kind.BLOCK, BlockNames.of(device), references, evidence.toArray(String[]::new));
    findings.add(claim.releasedBy(release(device, whole, live.isEmpty(), system)));
  }

  /** What has the device open holds dm_mod for itself; the module of a target, only through it. */
  private static @Nullable String release(
      BlockDevice device, boolean whole, boolean onlyInactive, Snapshot system) throws IOException {
    if (whole) {
      return BlockNames.removal(device);
    }
    String name = ShellWord.of(String.valueOf(device.attribute("dm/name")));
    return onlyInactive && name != null
        ? "dmsetup clear " + name
        : system.blockDevices().removal(device);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many targets of each type the module serves in that table. */
  private static Map<String, Integer> count(
      String module, BlockDevice device, Snapshot system, Fd control, boolean inactive)
      throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (var target : DeviceMapper.targets(system.probe(), control, device.number(), inactive)) {
      if (serves(module, target.type(), system)) {
        counts.merge(target.type(), 1, Integer::sum);
      }
      if (module.equals("dm_snapshot") && target.type().matches("snapshot|snapshot-merge")) {
        counts.merge("exception store", 1, Integer::sum); // dm_exception_store_create
      }
      if (target.type().equals("raid") && RaidFinder.serves(module, target.variant(), system)) {
        counts.merge("raid " + target.variant(), 1, Integer::sum);
      }
      for (String part : target.parts()) {
        if (isPart(module, part, system)) {
          counts.merge(target.type() + " with " + part, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** The logs in memory and on disk are of dm_log itself. */
  private static boolean isPart(String module, String part, Snapshot system) throws IOException {
    return part.matches("dm-log-(core|disk)")
        ? module.equals("dm_log")
        : module.equals(part.replace('-', '_')) || system.answers(module, part);
  }

  /** linear, striped and error are part of dm_mod itself. */
  private static boolean serves(String module, String type, Snapshot system) throws IOException {
    List<String> loaded =
        system.aliases().of("dm-" + type).stream().filter(system::isLoaded).toList();
    return loaded.isEmpty() ? module.equals("dm_mod") : loaded.contains(module);
  }
}
