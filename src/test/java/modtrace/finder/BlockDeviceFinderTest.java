package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockDeviceFinderTest {
  @TempDir Path root;
  private SystemFolder system;

  @BeforeEach
  void system() throws IOException {
    system = new SystemFolder(root).module("loop").module("ext4").module("dm_mod");
    system.disk("loop0", "7:0").write("sys/class/block/loop0/loop/backing_file", "/tmp/a\n");
    system.disk("loop1", "7:1");
  }

  @Test
  void countsABoundLoopAndWhatIsMountedOnIt() throws IOException {
    system.mounts("35 29 7:0 / /mnt rw - ext4 /dev/loop0 rw\n");
    assertEquals(
        List.of("MOUNT 1 /mnt: umount /mnt", "BLOCK 1 loop0 (/tmp/a): losetup -d /dev/loop0"),
        system.find(new BlockDeviceFinder(), "loop"));
    assertEquals(List.of(), system.find(new BlockDeviceFinder(), "dm_mod"));
  }

  @Test
  void aLoopWithAMountedPartitionIsNotCalledUnused() throws IOException {
    system.write("sys/class/block/loop0/loop0p1/dev", "259:0\n");
    system.write("sys/class/block/loop0/loop0p1/partition", "1\n");
    Files.createSymbolicLink(root.resolve("sys/class/block/loop0p1"), Path.of("loop0/loop0p1"));
    assertEquals(
        List.of(List.of("loop0 is bound to /tmp/a", "nothing in the kernel uses it")), evidence());
    system.mounts("35 29 259:0 / /mnt rw - ext4 /dev/loop0p1 rw\n");
    assertEquals(
        List.of(List.of("loop0p1: ext4 is mounted at /mnt"), List.of("loop0 is bound to /tmp/a")),
        evidence());
  }

  private List<List<String>> evidence() throws IOException {
    return system.claims(new BlockDeviceFinder(), "loop").stream().map(Claim::evidence).toList();
  }

  @Test
  void releasesAStackFromItsTop() throws IOException {
    system.disk("loop0", "7:0", "dm-0").disk("dm-0", "254:0");
    system.write("sys/class/block/dm-0/dm/name", "vg-root\n");
    system.mounts("35 29 254:0 / /mnt rw - ext4 /dev/mapper/vg-root rw\n");
    assertEquals(
        List.of(
            "BLOCK 1 dm-0 (vg-root): umount /mnt && dmsetup remove vg-root",
            "BLOCK 1 loop0 (/tmp/a): losetup -d /dev/loop0"),
        system.find(new BlockDeviceFinder(), "loop"));
    assertEquals(
        List.of("MOUNT 1 /mnt: umount /mnt"), system.find(new BlockDeviceFinder(), "dm_mod"));
  }

  @Test
  void countsSwapTwice() throws IOException {
    system.write("proc/swaps", "Filename Type Size Used Priority\n/dev/loop1 partition 8 0 -2\n");
    assertEquals(
        List.of(
            "BLOCK 1 loop0 (/tmp/a): losetup -d /dev/loop0",
            "BLOCK 2 swap on /dev/loop1: swapoff /dev/loop1"),
        system.find(new BlockDeviceFinder(), "loop"));
  }

  @Test
  void countsSwapOnceSinceLinuxOpensItExclusivelyAtOnce() throws IOException {
    system.write("proc/swaps", "Filename Type Size Used Priority\n/dev/loop1 partition 8 0 -2\n");
    system.write("lib/modules/6.10.0/modules.alias", "alias block-major-7-* loop\n");
    system.write("proc/sys/kernel/osrelease", "6.10.0\n");
    assertEquals(
        List.of(
            "BLOCK 1 loop0 (/tmp/a): losetup -d /dev/loop0",
            "BLOCK 1 swap on /dev/loop1: swapoff /dev/loop1"),
        system.find(new BlockDeviceFinder(), "loop"));
  }

  @Test
  void findsTheSchedulerOfAQueue() throws IOException {
    system.module("bfq").write("sys/class/block/loop1/queue/scheduler", "none [bfq] kyber\n");
    system.write("sys/class/block/loop0/queue/scheduler", "[none] bfq\n");
    assertEquals(
        List.of("BLOCK 1 scheduler of loop1: echo none > /sys/block/loop1/queue/scheduler"),
        system.find(new SchedulerFinder(), "bfq"));
  }

  @Test
  void findsTheLevelOfARunningArray() throws IOException {
    system.module("raid1").disk("md0", "9:0").disk("md1", "9:1");
    system.write("sys/class/block/md0/md/level", "raid1\n");
    system.write("sys/class/block/md0/md/array_state", "clean\n");
    system.write("sys/class/block/md1/md/level", "raid1\n");
    system.write("sys/class/block/md1/md/array_state", "inactive\n");
    assertEquals(
        List.of("BLOCK 1 md0 (raid1): mdadm --stop /dev/md0"),
        system.find(new RaidFinder(), "raid1"));
  }
}
