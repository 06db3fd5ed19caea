package modtrace.finder;

import modtrace.proc.MountInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where something is mounted.
 *
 * @param namespace {@code mnt:[4026532219]}; null for ours, as we see it
 * @param enter the beginning of a command that runs in there; empty for ours, null where a command
 *     cannot get there, or sees other paths
 * @param parent what it is mounted on; null where that is not seen
 */
record MountPlace(
    MountInfo mount,
    @Nullable String namespace,
    @Nullable String enter,
    @Nullable MountInfo parent) {
  /** {@code /mnt}, {@code /mnt in mnt:[4026532219]}. */
  String words() {
    return namespace == null ? mount.point() : mount.point() + " in " + namespace;
  }

  /** The command that unmounts it; null for a root directory, and for names no shell takes. */
  @Nullable String unmount() {
    String point = ShellWord.of(mount.point());
    return point == null || enter == null || mount.point().equals("/")
        ? null
        : enter + "umount " + point;
  }

  /** Whether it goes when the other is unmounted, since what they are mounted on is shared. */
  boolean follows(MountPlace other) {
    if (parent == null || other.parent == null || other.parent.peers() == 0) {
      return false;
    }
    int group = other.parent.peers();
    return mount.id() != other.mount.id()
        && (parent.peers() == group || parent.master() == group)
        && mount.root().equals(other.mount.root());
  }
}
