package modtrace.finder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;
import modtrace.proc.Descriptor;
import modtrace.proc.Devices;
import modtrace.proc.FileStat;
import modtrace.proc.Swap;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/** All disks and partitions, and what the kernel has each of them open for. */
final class BlockDevices {
  private final Snapshot system;
  private final Map<String, BlockDevice> byName = new LinkedHashMap<>();
  private final List<BlockUse> uses = new ArrayList<>();

  private BlockDevices(Snapshot system) {
    this.system = system;
  }

  static BlockDevices read(Snapshot system) throws IOException {
    var devices = new BlockDevices(system);
    for (BlockDevice device : system.disks()) {
      devices.byName.put(device.name(), device);
    }
    for (Superblock superblock : system.mounts().superblocks()) {
      if (!superblock.isOnMtd()) {
        devices.mounted(superblock);
      }
    }
    for (Swap swap : Swap.read(system.proc())) {
      devices.swap(swap);
    }
    for (BlockDevice device : devices.byName.values()) {
      devices.built(device);
      devices.backed(device);
    }
    return devices;
  }

  List<BlockDevice> all() {
    return List.copyOf(byName.values());
  }

  @Nullable BlockDevice byName(String name) {
    return byName.get(name);
  }

  /** The device with that "major:minor"; null where there is none. */
  @Nullable BlockDevice byNumber(String number) {
    for (BlockDevice device : byName.values()) {
      if (device.number().equals(number)) {
        return device;
      }
    }
    return null;
  }

  /** What has it open, each with the whole way up to a mount or swap in its evidence. */
  List<BlockUse> usesOf(BlockDevice device) throws IOException {
    return usesOf(device.name(), 0);
  }

  private List<BlockUse> usesOf(String device, int depth) throws IOException {
    List<BlockUse> found = new ArrayList<>();
    for (BlockUse use : uses) {
      if (use.device().equals(device)) {
        found.add(use.upper() == null || depth > 16 ? use : chained(use, use.upper(), depth));
      }
    }
    return found;
  }

  /** With what uses the user: that must end first. */
  private BlockUse chained(BlockUse use, String upper, int depth) throws IOException {
    List<String> evidence = new ArrayList<>(use.evidence());
    String command = use.release();
    for (String part : withPartitions(upper)) {
      for (BlockUse above : usesOf(part, depth + 1)) {
        evidence.addAll(above.evidence());
        boolean both = command != null && above.release() != null;
        command = both ? above.release() + " && " + command : null;
      }
      if (isOpen(part)) {
        evidence.add("a process has " + part + " open");
        command = null;
      }
    }
    return use.with(evidence, command);
  }

  /** The disk and its partitions. */
  List<String> withPartitions(String disk) {
    return byName.values().stream()
        .filter(device -> device.disk().equals(disk))
        .map(BlockDevice::name)
        .toList();
  }

  /**
   * The commands that end all uses of a disk and then remove it; null where one of them is not
   * known.
   */
  @Nullable String removal(BlockDevice disk) throws IOException {
    String removal = BlockNames.removal(disk);
    var itself =
        new BlockUse(disk.name(), Kind.BLOCK, "", 0, List.of(), null, removal, disk.name());
    return chained(itself, disk.name(), 0).release();
  }

  private boolean isOpen(String name) throws IOException {
    BlockDevice device = byName.get(name);
    return device != null
        && system.descriptors().descriptors().stream()
            .anyMatch(d -> d.isBlockDevice() && d.majorMinor().equals(device.number()));
  }

  private void mounted(Superblock superblock) throws IOException {
    String where =
        superblock.mount().type() + " is mounted at " + superblock.places().get(0).words();
    for (BlockDevice device : devicesOf(superblock)) {
      uses.add(
          new BlockUse(
              device.name(),
              Kind.MOUNT,
              superblock.point(),
              1,
              List.of(device.name() + ": " + where),
              superblock.places().get(0).namespace(),
              superblock.unmount(),
              null));
    }
  }

  /** Its own number, or for one that spans devices those that sysfs or its source tells. */
  private List<BlockDevice> devicesOf(Superblock superblock) throws IOException {
    BlockDevice own = byNumber(superblock.device());
    if (own != null) {
      return List.of(own);
    }
    if (!superblock.mount().type().equals("btrfs")) {
      return List.of();
    }
    BlockDevice source = at(superblock.mount().source());
    List<BlockDevice> members = new ArrayList<>();
    for (Path pool : folders(system.sys().resolve("fs/btrfs"))) {
      if (source != null && Files.exists(pool.resolve("devices").resolve(source.name()))) {
        for (Path member : folders(pool.resolve("devices"))) {
          BlockDevice device = byName.get(member.getFileName().toString());
          if (device != null && !members.contains(device)) {
            members.add(device);
          }
        }
      }
    }
    return members.isEmpty() && source != null ? List.of(source) : members;
  }

  static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /**
   * Whether each open of a partition opens its disk, and not only the first: since Linux 6.5
   * (9d1c92872e70 "block: also call ->open for incremental partition opens").
   */
  boolean eachOpensTheDisk() throws IOException {
    return system.release().isAtLeast(6, 5);
  }

  /**
   * How often the kernel has a device open that it was given by name: once, exclusively. Before
   * Linux 6.10 it had it open as a file, too (51d908b3db0e "swapon(2): open swap with O_EXCL",
   * ebb0173df201 "zram: don't bother with reopening").
   */
  private int opensByName() throws IOException {
    return system.release().isAtLeast(6, 10) ? 1 : 2;
  }

  /** A device that is swapped on (mm/swapfile.c). */
  private void swap(Swap swap) throws IOException {
    BlockDevice device = swap.file() ? null : at(swap.path());
    if (device != null) {
      String path = ShellWord.of(swap.path());
      uses.add(
          new BlockUse(
              device.name(),
              Kind.BLOCK,
              "swap on " + swap.path(),
              opensByName(),
              List.of(device.name() + ": listed in /proc/swaps"),
              null,
              path == null ? null : "swapoff " + path,
              null));
    }
  }

  /** What /sys/block/X/holders names: each has the device open once. */
  private void built(BlockDevice device) throws IOException {
    for (String name : device.holders()) {
      BlockDevice holder = byName.get(name);
      uses.add(
          new BlockUse(
              device.name(),
              Kind.BLOCK,
              holder == null ? name : BlockNames.of(holder),
              1,
              List.of(device.name() + ": " + name + " is listed in its holders"),
              null,
              holder == null ? null : BlockNames.removal(holder),
              name));
    }
  }

  /** Devices that have another one open as a file: loop once, zram once more, exclusively. */
  private void backed(BlockDevice user) throws IOException {
    backed(user, user.attribute("loop/backing_file"), 1);
    backed(user, user.attribute("backing_dev"), opensByName());
  }

  private void backed(BlockDevice user, @Nullable String file, int opens) throws IOException {
    BlockDevice device = file == null || !file.startsWith("/dev/") ? null : at(file);
    if (device != null) {
      uses.add(
          new BlockUse(
              device.name(),
              Kind.BLOCK,
              BlockNames.of(user),
              opens,
              List.of(device.name() + ": " + user.name() + " is backed by " + file),
              null,
              BlockNames.removal(user),
              user.name()));
    }
  }

  /** The device that a path leads to; by the name of the path where that is not there. */
  @Nullable BlockDevice at(String path) throws IOException {
    Path place = system.place(path);
    if (place == null) {
      return named(path);
    }
    try {
      FileStat file = FileStat.read(place);
      boolean block = file.type() == Descriptor.BLOCK;
      return block ? byNumber(Devices.majorMinor(file.number())) : null;
    } catch (FileSystemException e) {
      return named(path);
    }
  }

  private @Nullable BlockDevice named(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return path.startsWith("/dev/") ? byName.get(name) : null;
  }

  /** The text of a file; null where it is not there. */
  static @Nullable String text(Path file) throws IOException {
    return Files.isReadable(file) ? SmallFile.read(file, UTF_8).strip() : null;
  }
}
