package modtrace.finder;

import java.nio.file.Path;
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
  /** How a command gets into the namespace of a process. */
  static final String BY_PROCESS = "nsenter -t ";

  /** Stands for bytes that are no character. */
  private static final char NO_TEXT = '\uFFFD';

  /** {@code /mnt}, {@code /mnt in mnt:[4026532219]}. */
  String words() {
    return namespace == null ? mount.point() : mount.point() + " in " + namespace;
  }

  /**
   * The path of the mount point as we see it, through a process that is in the namespace; empty
   * where none is.
   */
  String file() {
    if (enter == null || enter.isEmpty()) {
      return enter == null ? "" : mount.point();
    }
    return enter.startsWith(BY_PROCESS)
        ? "/proc/" + enter.split(" ")[2] + "/root" + mount.point()
        : "";
  }

  /** The same, to be read; null where there is none, or its name is no text. */
  @Nullable Path path(Snapshot system) {
    String file = file();
    return file.isEmpty() || file.indexOf(NO_TEXT) >= 0 ? null : system.place(file);
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
