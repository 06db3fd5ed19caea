package modtrace.finder;

import java.io.IOException;
import modtrace.proc.BlockDevice;
import org.jspecify.annotations.Nullable;

/** Block devices as people name them, and the commands that take them apart. */
final class BlockNames {
  private BlockNames() {}

  /** {@code dm-0 (vg-root)}, {@code loop0 (/var/disk.img)}, {@code md0 (raid1)}, {@code sda}. */
  static String of(BlockDevice device) throws IOException {
    for (String file : new String[] {"dm/name", "loop/backing_file", "md/level"}) {
      String more = device.attribute(file);
      if (more != null && !more.isEmpty()) {
        return device.name() + " (" + more + ")";
      }
    }
    return device.name();
  }

  /** The command that removes it once nothing uses it; null where none is known. */
  static @Nullable String removal(BlockDevice device) throws IOException {
    String mapped = device.attribute("dm/name");
    if (mapped != null) {
      String name = ShellWord.of(mapped);
      return name == null ? null : "dmsetup remove " + name;
    }
    if (device.attribute("md/level") != null) {
      return "mdadm --stop /dev/" + device.name();
    }
    if (device.attribute("loop/backing_file") != null) {
      return "losetup -d /dev/" + device.name();
    }
    if (device.name().startsWith("zram")) {
      return "echo 1 > /sys/block/" + device.name() + "/reset";
    }
    if (device.name().startsWith("nbd")) {
      return "nbd-client -d /dev/" + device.name();
    }
    if (device.name().startsWith("bcache")) {
      return "echo 1 > /sys/block/" + device.name() + "/bcache/stop";
    }
    return null;
  }
}
