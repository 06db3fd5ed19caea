package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelFilesTest {
  @Test
  void symbolsTellTheirModules() {
    String kallsyms =
        """
        ffffffff820efd20 d efifb_ops
        ffffffffc05aa200 d event_xfs_iget_hit\t[xfs]
        ffffffffc05b6b30 d __event_xfs_iget_hit\t[xfs]
        ffffffffc03af460 r drm_fbdev_fb_ops\t[drm_kms_helper]
        """;
    assertEquals(
        Map.of("event_xfs_iget_hit", Set.of("xfs")),
        KernelSymbols.parse(kallsyms.lines(), "event_xfs_iget_hit"::equals));
    assertEquals(
        Map.of("drm_fbdev_fb_ops", Set.of("drm_kms_helper")),
        KernelSymbols.parse(kallsyms.lines(), symbol -> symbol.endsWith("_ops")));
  }

  @Test
  void aStackTellsWhoseCodeRuns() {
    KernelStack stack =
        KernelStack.parse(
            """
            [<0>] msleep+0x2d/0x40
            [<0>] init_module+0x1c/0x1000 [mt_slow]
            [<0>] do_one_initcall+0x59/0x220
            [<0>] do_init_module+0x4a/0x1f0
            """);
    assertTrue(stack.runs("mt_slow"));
    assertFalse(stack.runs("slow"));
    assertTrue(stack.has("do_init_module"));
    assertFalse(stack.has("init_modul"));
  }

  @Test
  void countsCpus() throws IOException {
    assertEquals(1, CpuList.size("0"));
    assertEquals(5, CpuList.size("0-3,6"));
    assertEquals(0, CpuList.size(""));
  }

  @Test
  void comparesReleases() {
    assertEquals(new KernelRelease(6, 1), KernelRelease.parse("6.1.0-56-amd64"));
    assertTrue(KernelRelease.parse("6.12.95+deb12-amd64").isAtLeast(6, 8));
    assertFalse(KernelRelease.parse("5.10.0-32-amd64").isAtLeast(6, 2));
    assertTrue(new KernelRelease(7, 0).isAtLeast(6, 12));
  }
}
