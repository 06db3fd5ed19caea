package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MountFinderTest {
  @TempDir Path root;
  private SystemFolder system;

  @BeforeEach
  void system() throws IOException {
    system = new SystemFolder(root).module("ext4").module("xfs").module("vfat");
  }

  @Test
  void countsASuperblockOnceHoweverOftenItIsMounted() throws IOException {
    system.mounts(
        """
        35 29 7:0 / /mnt/a rw - ext4 /dev/loop0 rw
        36 29 7:0 /sub /mnt/b\\040c rw - ext4 /dev/loop0 rw
        37 29 7:1 / /mnt/d rw - ext4 /dev/loop1 rw
        """);
    assertEquals(
        List.of(
            "MOUNT 1 /mnt/a: umount '/mnt/b c' && umount /mnt/a", "MOUNT 1 /mnt/d: umount /mnt/d"),
        system.find(new MountFinder(), "ext4"));
  }

  @Test
  void knowsThatExt2IsServedByExt4() throws IOException {
    system.mounts("35 29 7:0 / /mnt rw - ext2 /dev/loop0 rw\n");
    assertEquals(List.of("MOUNT 1 /mnt: umount /mnt"), system.find(new MountFinder(), "ext4"));
  }

  @Test
  void takesAModuleForTheTypeOfItsNameWhereNoAliasTells() throws IOException {
    system.mounts("35 29 7:0 / /mnt rw - xfs /dev/loop0 rw\n");
    assertEquals(List.of("MOUNT 1 /mnt: umount /mnt"), system.find(new MountFinder(), "xfs"));
    assertEquals(List.of(), system.find(new MountFinder(), "ext4"));
  }

  @Test
  void countsEachTableOfCharacters() throws IOException {
    system.module("nls_cp437").module("nls_cp1255");
    system.mounts(
        """
        35 29 7:0 / /mnt/a rw - vfat /dev/loop0 rw,codepage=437,iocharset=iso8859-8
        36 29 7:1 / /mnt/b rw - vfat /dev/loop1 rw,codepage=437,iocharset=cp437
        """);
    assertEquals(
        List.of("MOUNT 1 /mnt/a: umount /mnt/a", "MOUNT 2 /mnt/b: umount /mnt/b"),
        system.find(new MountOptionFinder(), "nls_cp437"));
    assertEquals(
        List.of("MOUNT 1 /mnt/a: umount /mnt/a"),
        system.find(new MountOptionFinder(), "nls_cp1255"));
  }

  @Test
  void seesAFileSystemThatIsMountedNowhere() throws IOException {
    system.disk("loop0", "7:0").disk("loop1", "7:1");
    system.write("sys/fs/xfs/loop0/log/x", "").write("sys/fs/xfs/loop1/log/x", "");
    system.mounts("35 29 7:1 / /mnt rw - xfs /dev/loop1 rw\n");
    assertEquals(
        List.of("MOUNT 1 xfs on loop0, mounted nowhere: null"),
        system.find(new UnmountedFinder(), "xfs"));
  }
}
