package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelHoldersTest {
  private static final String LZ4 =
      """
      name         : lz4
      driver       : lz4-generic
      module       : lz4
      refcnt       : %d
      type         : compression

      """;

  private static final String WATCHDOG = "sys/class/watchdog/watchdog0/";

  private final FakeSystem system;

  KernelHoldersTest(@TempDir Path root) throws IOException {
    system = new FakeSystem(root);
  }

  @Test
  void zramCompressesWithOneTransformForEachCpu() throws IOException {
    system
        .file("proc/crypto", LZ4.formatted(4))
        .file("sys/devices/system/cpu/online", "0-1\n")
        .file("sys/block/zram0/initstate", "1\n")
        .file("sys/block/zram0/comp_algorithm", "lzo lzo-rle [lz4] zstd\n")
        .file("sys/block/zram1/initstate", "0\n")
        .file("sys/block/zram1/comp_algorithm", "lzo lzo-rle [lz4] zstd\n");
    assertEquals(
        List.of("block 2 /dev/zram0 (compresses with lz4)", "crypto 1 a user of lz4"),
        system.claims(new CryptoFinder(), "lz4"));
    assertEquals(
        List.of("echo 1 > /sys/block/zram0/reset", "null"),
        system.releases(new CryptoFinder(), "lz4"));
  }

  @Test
  void zramOfNewerKernelsDoesNotUseTheCryptoInterface() throws IOException {
    system
        .file("proc/sys/kernel/osrelease", "6.12.95+deb12-amd64\n")
        .file("proc/crypto", LZ4.formatted(3))
        .file("sys/devices/system/cpu/online", "0-1\n")
        .file("sys/block/zram0/initstate", "1\n")
        .file("sys/block/zram0/comp_algorithm", "[lz4]\n");
    assertEquals(List.of("crypto 2 2 users of lz4"), system.claims(new CryptoFinder(), "lz4"));
  }

  @Test
  void anAlgorithmThatIsOnlyRegisteredHasNoUser() throws IOException {
    system.file("proc/crypto", LZ4.formatted(1));
    assertEquals(List.of(), system.claims(new CryptoFinder(), "lz4"));
  }

  @Test
  void aLibraryUsesItsAlgorithmWhileItIsLoaded() throws IOException {
    system
        .file("proc/modules", "libcrc32c 16384 1 xfs, Live 0x0\n")
        .file(
            "proc/crypto",
            """
            name         : crc32c
            driver       : crc32c-intel
            module       : crc32c_intel
            refcnt       : 4
            type         : shash
            """);
    assertEquals(
        List.of("module 1 libcrc32c", "crypto 2 2 users of crc32c"),
        system.claims(new CryptoFinder(), "crc32c_intel"));
  }

  @Test
  void aLinkedFunctionIsUnlinkedBeforeItsDirectoryGoes() throws IOException {
    system
        .folder("sys/kernel/config/usb_gadget/g1/configs/c.1")
        .link(
            "sys/kernel/config/usb_gadget/g1/configs/c.1/acm.0",
            "sys/kernel/config/usb_gadget/g1/functions/acm.0");
    var finder = new ConfigfsFinder();
    String gadget = "/sys/kernel/config/usb_gadget/g1";
    assertEquals(
        List.of("kernel 2 " + gadget + "/functions/acm.0"), system.claims(finder, "usb_f_acm"));
    assertEquals(
        List.of(
            "kernel 1 " + gadget + "/functions/acm.0",
            "kernel 2 " + gadget + "/configs/c.1",
            "kernel 2 " + gadget),
        system.claims(finder, "libcomposite"));
    assertEquals(
        List.of("rm " + gadget + "/configs/c.1/acm.0 && rmdir " + gadget + "/functions/acm.0"),
        system.releases(finder, "usb_f_acm"));
  }

  @Test
  void whatIsMadeInConfigfsIsFoundWhereverThatIsMounted() throws IOException {
    system
        .folder("sys/kernel/config")
        .folder("cfg dir/nullb/a")
        .mounts("31 22 0:29 / /cfg\\040dir rw,relatime - configfs configfs rw\n");
    assertEquals(
        List.of("kernel 2 /cfg dir/nullb/a"), system.claims(new ConfigfsFinder(), "null_blk"));
  }

  @Test
  void configfsThatIsMountedNowhereIsSaidToBeUnseen() throws IOException {
    system.folder("sys/kernel/config").folder("sys/module/configfs/holders/some_module").mounts("");
    List<String> unseen = List.of("directories of configfs (it is mounted nowhere in sight)");
    assertEquals(unseen, system.found(new ConfigfsFinder(), "null_blk").unseen());
    assertEquals(unseen, system.found(new ConfigfsFinder(), "some_module").unseen());
    assertEquals(List.of(), system.found(new ConfigfsFinder(), "xfs").unseen());
  }

  @Test
  void aTriggerIsFoundWhereverTracefsIsMounted() throws IOException {
    system
        .folder("sys/module/xfs/sections/_ftrace_events")
        .file("proc/kallsyms", "0000000000000000 d event_xfs_iget_hit\t[xfs]\n")
        .file("t r/events/sched/sched_switch/trigger", "enable_event:xfs:xfs_iget_hit:unlimited\n")
        .mounts("31 22 0:12 / /t\\040r rw,relatime - tracefs tracefs rw\n");
    assertEquals(
        List.of("kernel 1 event trigger enable_event:xfs:xfs_iget_hit"),
        system.claims(new EventTriggerFinder(), "xfs"));
  }

  @Test
  void zswapHoldsThePoolThatItWasTold() throws IOException {
    String parameters = "sys/module/zswap/parameters/";
    system
        .file("sys/module/z3fold/initstate", "live\n")
        .file("lib/modules/6.1.0-56-amd64/modules.alias", "alias zpool-z3fold z3fold\n")
        .file(parameters + "zpool", "z3fold\n")
        .file(parameters + "enabled", "Y\n");
    var finder = new ZswapFinder();
    assertEquals(List.of("kernel 1 zswap"), system.claims(finder, "z3fold"));
    assertEquals(
        List.of("echo zbud > /sys/module/zswap/parameters/zpool"),
        system.releases(finder, "z3fold"));
    assertEquals(List.of(), system.claims(finder, "zsmalloc"));
    system.file(parameters + "enabled", "N\n");
    assertEquals(List.of("kernel 1? zswap"), system.claims(finder, "z3fold"));
  }

  @Test
  void zswapCompressesWithTwoTransformsForEachCpu() throws IOException {
    system
        .file(
            "proc/crypto",
            """
            name         : lz4
            driver       : lz4-scomp
            module       : lz4
            refcnt       : 5
            type         : scomp

            """
                + LZ4.formatted(1))
        .file("sys/devices/system/cpu/online", "0-1\n")
        .file("sys/module/zswap/parameters/enabled", "Y\n")
        .file("sys/module/zswap/parameters/compressor", "lz4\n");
    assertEquals(
        List.of("kernel 4 zswap (compresses with lz4)"), system.claims(new CryptoFinder(), "lz4"));
    assertEquals(
        List.of("echo lzo > /sys/module/zswap/parameters/compressor"),
        system.releases(new CryptoFinder(), "lz4"));
  }

  @Test
  void eachFrequencyPolicyHoldsItsGovernor() throws IOException {
    String cpufreq = "sys/devices/system/cpu/cpufreq/";
    for (String policy : List.of("policy0", "policy1", "policy2")) {
      system
          .file(cpufreq + policy + "/affected_cpus", policy.equals("policy2") ? "\n" : "0 1\n")
          .file(cpufreq + policy + "/scaling_governor", "conservative\n")
          .file(
              cpufreq + policy + "/scaling_available_governors",
              "conservative powersave performance schedutil\n");
    }
    var finder = new CpuFrequencyFinder();
    assertEquals(
        List.of("kernel 1 frequency policy0", "kernel 1 frequency policy1"),
        system.claims(finder, "cpufreq_conservative"));
    assertEquals(
        "echo performance > /sys/devices/system/cpu/cpufreq/policy0/scaling_governor",
        system.releases(finder, "cpufreq_conservative").get(0));
    assertEquals(List.of(), system.claims(finder, "cpufreq_powersave"));
  }

  @Test
  void aScsiDeviceHoldsTheHandlerThatIsAttached() throws IOException {
    system
        .file("sys/class/scsi_device/0:0:0:0/device/dh_state", "hp_sw\n")
        .file("sys/class/scsi_device/0:0:0:1/device/dh_state", "detached\n");
    assertEquals(
        List.of("block 1 SCSI device 0:0:0:0"),
        system.claims(new ScsiHandlerFinder(), "scsi_dh_hp_sw"));
    assertEquals(List.of(), system.claims(new ScsiHandlerFinder(), "scsi_dh_alua"));
  }

  @Test
  void aLivepatchHoldsItsModuleUntilItIsGone() throws IOException {
    system.file("sys/kernel/livepatch/mt_klp/enabled", "1\n");
    assertEquals(
        List.of("kernel 1 livepatch mt_klp"), system.claims(new LivepatchFinder(), "mt_klp"));
    system.file("sys/kernel/livepatch/mt_klp/enabled", "0\n");
    assertEquals(
        List.of("kernel 1 livepatch mt_klp, which is being disabled"),
        system.claims(new LivepatchFinder(), "mt_klp"));
    assertEquals(List.of(), system.claims(new LivepatchFinder(), "xfs"));
  }

  private void softdogRuns() throws IOException {
    system
        .file("proc/modules", "softdog 16384 1 - Live 0x0\n")
        .file(WATCHDOG + "identity", "Software Watchdog\n")
        .file(WATCHDOG + "state", "active\n")
        .file(WATCHDOG + "dev", "244:0\n")
        .file(WATCHDOG + "nowayout", "0\n");
  }

  @Test
  void aWatchdogThatStillRunsHoldsItsDriver() throws IOException {
    softdogRuns();
    assertEquals(
        List.of("kernel 1 running watchdog /dev/watchdog0"),
        system.claims(new WatchdogFinder(), "softdog"));
    assertEquals(
        List.of("printf V > /dev/watchdog0"), system.releases(new WatchdogFinder(), "softdog"));
    system.file(WATCHDOG + "nowayout", "1\n");
    assertEquals(List.of("null"), system.releases(new WatchdogFinder(), "softdog"));
    system.file(WATCHDOG + "state", "inactive\n");
    assertEquals(List.of(), system.claims(new WatchdogFinder(), "softdog"));
  }

  /** Who cannot see all processes cannot know that none has it open. */
  @Test
  void theCoreKeepsTheDriverOfAWatchdogThatWasLeftRunning() throws IOException {
    softdogRuns();
    system.file("proc/sys/kernel/osrelease", "6.12.95+deb12-amd64\n");
    assertEquals(
        List.of("kernel 1 running watchdog /dev/watchdog0"),
        system.claims(new WatchdogFinder(), "softdog"));
    system.folder("proc/1");
    assertEquals(
        List.of("kernel 2 running watchdog /dev/watchdog0"),
        system.claims(new WatchdogFinder(), "softdog"));
  }

  @Test
  void drmHoldsItselfOnceForAllItsDevices() throws IOException {
    system
        .file("proc/modules", "drm 618496 4 vkms,vgem, Live 0x0\n")
        .link("sys/class/drm/card0/device", "sys/devices/platform/vkms")
        .link("sys/class/drm/card1/device", "sys/devices/platform/vgem")
        .folder("sys/class/drm/card0-Virtual-1")
        .folder("sys/class/drm/renderD128");
    assertEquals(
        List.of("kernel 1 DRM devices card0, card1 of vgem, vkms"),
        system.claims(new DrmFinder(), "drm"));
    assertEquals(List.of(), system.claims(new DrmFinder(), "vkms"));
  }

  @Test
  void theConsoleHoldsTheLibraryThatHasTheFrameBuffersOperations() throws IOException {
    system
        .file(
            "proc/modules",
            """
            vkms 32768 0 - Live 0x0
            drm_kms_helper 212992 3 vkms, Live 0x0
            drm 618496 4 drm_kms_helper,vkms, Live 0x0
            """)
        .file(
            "proc/kallsyms",
            """
            ffffffff820efd20 d efifb_ops
            ffffffffc03af460 r drm_fbdev_fb_ops\t[drm_kms_helper]
            ffffffffc03af420 r drm_fbdev_client_funcs\t[drm_kms_helper]
            """)
        .link("sys/class/graphics/fb0/device", "sys/devices/platform/vkms")
        .file("sys/class/graphics/fb0/name", "vkmsdrmfb\n")
        .file("sys/class/vtconsole/vtcon0/name", "(S) dummy device\n")
        .file("sys/class/vtconsole/vtcon1/name", "(M) frame buffer device\n")
        .file("sys/class/vtconsole/vtcon1/bind", "1\n");
    var finder = new FramebufferFinder();
    assertEquals(
        List.of("console 1 fbcon on /dev/fb0", "module 1 vkms"),
        system.claims(finder, "drm_kms_helper"));
    assertEquals(List.of(), system.claims(finder, "vkms"));
    system.file("sys/class/vtconsole/vtcon1/bind", "0\n");
    assertEquals(List.of("module 1 vkms"), system.claims(finder, "drm_kms_helper"));
  }

  @Test
  void onlyTriggersThatSwitchAnEventHoldItsModule() throws IOException {
    system
        .folder("sys/module/xfs/sections/_ftrace_events")
        .mounts("31 22 0:12 / /tracefs rw,relatime - tracefs t rw\n")
        .file("proc/kallsyms", "0000000000000000 d event_xfs_iget_hit\t[xfs]\n")
        .file("tracefs/set_ftrace_filter", "schedule:enable_event:xfs:xfs_iget_hit:unlimited\n")
        .file(
            "tracefs/instances/x/events/sched/sched_switch/trigger",
            "disable_event:xfs:xfs_iget_hit:count=5 if prev_pid > 3\n")
        .file("tracefs/events/header_page", "")
        .file(
            "tracefs/events/xfs/xfs_iget_hit/trigger",
            "stacktrace:unlimited\nenable_event:sched:sched_switch:unlimited\n");
    var finder = new EventTriggerFinder();
    assertEquals(
        List.of(
            "kernel 1 event trigger schedule:enable_event:xfs:xfs_iget_hit",
            "kernel 1 event trigger disable_event:xfs:xfs_iget_hit"),
        system.claims(finder, "xfs"));
    assertEquals(
        List.of(
            "echo '!schedule:enable_event:xfs:xfs_iget_hit' >> /tracefs/set_ftrace_filter",
            "echo '!disable_event:xfs:xfs_iget_hit' >>"
                + " /tracefs/instances/x/events/sched/sched_switch/trigger"),
        system.releases(finder, "xfs"));
  }

  @Test
  void quotesWhatTheShellWouldRead() {
    assertEquals("a.b-c", ShellWord.of("a.b-c"));
    assertEquals("'a b;$(c)'", ShellWord.of("a b;$(c)"));
    assertEquals("null", String.valueOf(ShellWord.of("a'b")));
    assertEquals("null", String.valueOf(ShellWord.of("a\nb")));
    assertEquals("null", String.valueOf(ShellWord.of("-rf")));
  }
}
