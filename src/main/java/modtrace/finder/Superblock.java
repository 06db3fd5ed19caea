package modtrace.finder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.MountInfo;
import org.jspecify.annotations.Nullable;

/**
 * A file system that is mounted: one for the kernel, however many mount points it has.
 *
 * @param device "major:minor"
 * @param places where it is mounted: those of our own namespace first
 */
record Superblock(String device, List<MountPlace> places) {
  /** Of MTD devices as block devices: their file systems have such numbers too. */
  static final String MTD_MAJOR = "31:";

  /** They use the flash itself, also where a block device is named (get_tree_mtd). */
  private static final Set<String> ON_MTD = Set.of("jffs2", "romfs", "cramfs");

  Superblock {
    List<MountPlace> sorted = new ArrayList<>(places);
    sorted.sort(Comparator.comparing(place -> place.namespace() != null));
    places = List.copyOf(sorted);
  }

  MountInfo mount() {
    return places.get(0).mount();
  }

  /** Whether it is on an MTD device, and not on the block device of the same number. */
  boolean isOnMtd() {
    return device.startsWith(MTD_MAJOR) && ON_MTD.contains(mount().type());
  }

  /** {@code /mnt}. */
  String point() {
    return mount().point();
  }

  /** A claim of the mounted file system, released where all its mounts are unmounted. */
  Claim claim(int references, String... evidence) {
    List<String> all = new ArrayList<>(List.of(evidence));
    if (places.size() > 1) {
      List<String> more = places.stream().skip(1).limit(4).map(MountPlace::words).toList();
      String rest = places.size() > 5 ? " and " + (places.size() - 5) + " more places" : "";
      all.add("the same file system is mounted at " + String.join(", ", more) + rest);
    }
    return Claim.of(Kind.MOUNT, point(), references, all.toArray(String[]::new))
        .in(places.get(0).namespace())
        .releasedBy(unmount());
  }

  /** The command that unmounts it everywhere, the newest mount first; null where there is none. */
  @Nullable String unmount() {
    List<String> commands = new ArrayList<>();
    List<MountPlace> done = new ArrayList<>();
    for (MountPlace place : places) {
      String command = place.unmount();
      if (command == null) {
        return null;
      }
      if (done.stream().noneMatch(place::follows)) {
        commands.add(0, command);
      }
      done.add(place);
    }
    return commands.size() > 8 ? null : String.join(" && ", commands);
  }
}
