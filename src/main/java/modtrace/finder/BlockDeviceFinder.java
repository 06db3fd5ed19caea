package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has the disks of a driver open for, and devices that hold their driver because
 * they are set up: mounts, swap, mapped devices, arrays, loops.
 */
final class BlockDeviceFinder implements Finder {
  @Override
  public String kind() {
    return "block devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    DiskDrivers drivers = system.once(DiskDrivers.class, () -> new DiskDrivers(system));
    boolean any = false;
    for (BlockDevice disk : system.disks()) {
      if (disk.isPartition()) {
        continue;
      }
      boolean driver = module.equals(drivers.driver(disk));
      boolean host = !driver && module.equals(drivers.host(disk));
      any |= driver || host;
      if (driver || host) {
        opens(disk, host, system, findings);
      }
      if (driver) {
        setUp(module, disk, system, findings);
      }
    }
    if (any) {
      system.mounts().unseen().forEach(findings::unseen);
    }
  }

  private static void opens(BlockDevice disk, boolean host, Snapshot system, Findings findings)
      throws IOException {
    BlockDevices devices = system.blockDevices();
    for (String part : devices.withPartitions(disk.name())) {
      BlockDevice device = devices.byName(part);
      List<BlockUse> uses = device == null ? List.of() : devices.usesOf(device);
      boolean shared = host && !devices.eachOpensTheDisk();
      if (shared && device != null && device.isPartition() && !uses.isEmpty()) {
        findings.add(together(device, uses, system));
      } else {
        uses.forEach(use -> findings.add(use.claim()));
      }
    }
  }

  /**
   * Where only the first open of a partition opens its disk, all that use it hold that one
   * together, processes too, and all must end.
   */
  private static Claim together(BlockDevice partition, List<BlockUse> uses, Snapshot system)
      throws IOException {
    Set<String> evidence = new LinkedHashSet<>();
    Set<@Nullable String> commands = new LinkedHashSet<>();
    List<ProcTask> processes = new ArrayList<>();
    String number = partition.number();
    for (OpenFile file :
        system.openFiles(
            d -> d.isBlockDevice() && d.majorMinor().equals(number) && !system.isPathOnly(d))) {
      for (ProcTask process : file.processes()) {
        evidence.add(process.comm() + " (" + process.pid() + ") has it open too");
        processes.add(process);
      }
    }
    if (!processes.isEmpty()) {
      commands.add(system.details().release(processes));
    }
    for (BlockUse use : uses) {
      evidence.addAll(use.evidence());
      commands.add(use.release());
    }
    BlockUse first = uses.get(0);
    return Claim.of(first.kind(), first.what(), 1, evidence.toArray(String[]::new))
        .in(first.namespace())
        .releasedBy(commands.contains(null) ? null : String.join(" && ", commands));
  }

  /** A device that is set up holds its driver, used or not: loop, nbd. */
  private static void setUp(String module, BlockDevice disk, Snapshot system, Findings findings)
      throws IOException {
    String file = disk.attribute("loop/backing_file");
    if (module.equals("loop") && file != null) {
      findings.add(bound(disk, "bound to " + file, system));
    }
    String size = disk.attribute("size");
    if (module.equals("nbd") && size != null && !size.equals("0")) {
      String pid = disk.attribute("pid");
      String by = pid == null ? "" : ", set up by process " + pid;
      findings.add(bound(disk, "connected: its size is " + size + " sectors" + by, system));
    }
  }

  private static Claim bound(BlockDevice disk, String evidence, Snapshot system)
      throws IOException {
    List<String> more = new ArrayList<>(List.of(disk.name() + " is " + evidence));
    if (isUnused(disk, system.blockDevices())) {
      more.add("nothing in the kernel uses it");
    }
    return Claim.of(Kind.BLOCK, BlockNames.of(disk), 1, more.toArray(String[]::new))
        .releasedBy(BlockNames.removal(disk));
  }

  /** Neither it nor a partition of it is used. */
  private static boolean isUnused(BlockDevice disk, BlockDevices devices) throws IOException {
    for (String part : devices.withPartitions(disk.name())) {
      BlockDevice device = devices.byName(part);
      if (device != null && !devices.usesOf(device).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
