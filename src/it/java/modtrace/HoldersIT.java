package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;

/** Holders that are no processes, and users who may not ask. */
@KernelTest
final class HoldersIT {
  @Test
  void aModuleIsHeldByTheModulesThatUseIt(Guest guest) {
    String traced =
        guest.run("modtrace who-holds drm_kms_helper --json -- modprobe vkms").ok().stdout();
    assertTrue(
        traced.contains("{\"kind\":\"module\",\"module\":\"vkms\",\"references\":1"), traced);

    Result now = guest.run("modtrace who-holds drm_shmem_helper").ok();
    assertEquals(
        """
        drm_shmem_helper: use count 1 = 1 by a module
        HOLDER       PID  REFS  EVIDENCE
        module vkms    -     1  listed in /sys/module holders
        Would release it:
          modprobe -r vkms
        Then modprobe -r drm_shmem_helper works; modtrace can-unload drm_shmem_helper tells more.
        """,
        now.stdout());
    guest.run("modprobe -r vkms").ok();
  }

  @Test
  void aMountedFileSystemHoldsItsModule(Guest guest) {
    Result traced =
        guest.run(
            """
            truncate -s 8M /tmp/image; mkfs.ext4 -q /tmp/image; modprobe ext4; modprobe loop
            modtrace record -m ext4 -o - -- mount -o loop /tmp/image /mnt >/tmp/ext4.txt
            modtrace who-holds ext4 -i /tmp/ext4.txt
            """);
    List<String> lines = traced.ok().lines();
    assertEquals("ext4: 1 reference, 1 explained", lines.get(0));
    assertTrue(
        lines.get(2).matches("file system +- +1 .*taken by mount-\\d+\\)"), traced.toString());

    guest.run("modtrace record -m ext4 -o - -- umount /mnt >/tmp/umount.txt").ok();
    assertEquals(
        "ext4: 0 references, nobody holds it\n",
        guest.run("modtrace who-holds ext4 -i /tmp/umount.txt").status(1).stdout());
  }

  @Test
  void aRecordingOfThisBootTellsWhoTookWhatIsStillHeld(Guest guest) {
    guest
        .run(
            """
            modprobe loop max_loop=1
            modtrace record -m loop -o /tmp/loop.dat -- sh -c 'sleep 300 </dev/loop0 & echo $! >/tmp/holder'
            """)
        .ok();
    Result now = guest.run("modtrace who-holds loop -i /tmp/loop.dat --now");
    List<String> lines = now.ok().lines();
    assertEquals("loop: 1 reference, 1 explained", lines.get(0));
    assertTrue(
        lines.get(2).matches("sleep +\\d+ +1 +- +- +\\d+\\.\\d+ .*a block device is open.*"),
        now.toString());
    guest.run("kill $(cat /tmp/holder); rmmod loop").ok();
  }

  @Test
  void anOrdinaryUserIsToldToBeRoot(Guest guest) {
    Result live = guest.run("cd /; as-nobody modtrace who-holds -f loop").status(3);
    assertEquals("", live.stdout());
    assertTrue(
        live.stderr().matches("(?s).*modtrace: cannot .*\\(run as root: sudo modtrace\\)\n"),
        live.stderr());
    Result record = guest.run("cd /; as-nobody modtrace record -o -").status(3);
    assertTrue(
        record.stderr().matches("modtrace: cannot .*\\(run as root: sudo modtrace\\)\n"),
        record.stderr());
    Result others =
        guest.run("umask 77; echo x >/tmp/roots; cd /; as-nobody modtrace record -o /tmp/roots");
    assertEquals(
        "modtrace: cannot read /tmp/roots: permission denied (name another one with -o)\n",
        others.status(3).stderr());
    guest.run("modprobe loop; as-nobody modtrace who-holds loop").status(1);
  }

  @Test
  void whatCannotBeAnsweredIsOneLine(Guest guest) {
    assertEquals(
        "modtrace: xfs is not loaded: nobody can hold it (modtrace list modules shows what is)\n",
        guest.run("modtrace who-holds xfs").status(3).stderr());
    assertTrue(
        guest
            .run("modtrace who-holds nosuch")
            .status(3)
            .stderr()
            .startsWith(
                "modtrace: there is no module nosuch: it is not loaded, and not installed"));
    assertEquals(
        "modtrace: no event \"module_gte\" (near: module_get, module_free, module_put)\n",
        guest.run("modtrace record -e module_gte -o -").status(3).stderr());
    guest.run("ls /sys/kernel/tracing/instances | grep .").status(1);
  }

  @Test
  void whatTheShellHandsDownIsTheShellsAlone(Guest guest) {
    Result asked =
        guest.run("modprobe loop; exec 5</dev/loop-control; echo $$; modtrace who-holds loop");
    String pid = asked.ok().lines().get(0);
    assertEquals("loop: use count 1 = 1 by a process", asked.lines().get(1));
    assertTrue(
        asked.stdout().contains("Would release it:\n  kill " + pid + "\n"), asked.toString());
  }

  @Test
  void processesThatProcHidesAreToldAsUnseen(Guest guest) {
    guest.run("modprobe vkms; mount -o remount,hidepid=2 /proc").ok();
    String holder = guest.run("hold card-holder /dev/dri/card0").ok().text();
    Result asked = guest.run("as-nobody modtrace who-holds vkms");
    guest.run("mount -o remount,hidepid=0 /proc; kill " + holder).ok();
    assertEquals("vkms: use count 1 = 1 unexplained", asked.lines().get(0), asked.toString());
    assertTrue(
        asked
            .stderr()
            .contains("not seen: the processes of others, which /proc hides (run as root)"),
        asked.toString());
  }

  @Test
  void inAContainerTheHostsProcessesAreToldAsUnseen(Guest guest) {
    guest.run("modprobe vkms").ok();
    String holder = guest.run("hold card-holder /dev/dri/card0").ok().text();
    Result asked = guest.run("unshare --pid --fork --mount-proc modtrace who-holds vkms");
    guest.run("kill " + holder).ok();
    assertEquals("vkms: use count 1 = 1 unexplained", asked.lines().get(0), asked.toString());
    assertTrue(
        asked
            .stderr()
            .contains(
                "not seen: the processes of the host and of other containers (run it on the host)"),
        asked.toString());
  }
}
