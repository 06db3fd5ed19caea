package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MountInfoTest {
  private static MountInfo only(String line) {
    List<MountInfo> mounts = MountInfo.parse(line + "\n");
    assertEquals(1, mounts.size());
    return mounts.get(0);
  }

  @Test
  void readsAMountWithItsOptions() {
    MountInfo mount =
        only(
            "31 29 0:27 / /out rw,relatime - 9p out"
                + " rw,sync,dirsync,access=client,msize=512000,trans=virtio");
    assertEquals(31, mount.id());
    assertEquals(29, mount.parent());
    assertEquals("0:27", mount.device());
    assertEquals("/out", mount.point());
    assertEquals("9p", mount.type());
    assertEquals("out", mount.source());
    assertEquals("virtio", mount.option("trans"));
    assertEquals(null, mount.option("tran"));
  }

  @Test
  void readsBlanksAndLettersOfOtherLanguages() {
    MountInfo mount =
        only("35 29 7:0 / /mnt/a\\040b\\134\\011\u00c3\u00a4 rw - ext4 /dev/loop0 rw,quota");
    assertEquals("/mnt/a b\\\t\u00e4", mount.point());
  }

  @Test
  void tellsPeersAndMasters() {
    MountInfo mount =
        only("35 29 7:0 / /mnt rw shared:12 master:3 unbindable - ext4 /dev/loop0 rw");
    assertEquals(12, mount.peers());
    assertEquals(3, mount.master());
    assertEquals("ext4", mount.type());
  }

  @Test
  void takesNoDashInAPathForTheEndOfTheTags() {
    assertEquals("-", only("35 29 7:0 / /- rw - - -").type());
  }

  @Test
  void knowsTheKernelsTypeOfAFuseMount() {
    assertEquals("fuse", only("40 29 0:50 / /mnt rw - fuse.sshfs host:/ rw").kernelType());
  }

  @Test
  void leavesOutWhatIsNoMount() {
    assertEquals(List.of(), MountInfo.parse("\n35 29 7:0 / /mnt rw\nx y 7:0 / /m rw - a b c\n"));
  }
}
