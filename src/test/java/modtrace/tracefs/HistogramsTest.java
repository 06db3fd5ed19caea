package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text of Linux 6.1's {@code hist} file, with both histograms of an event. */
final class HistogramsTest {
  private static final String TEXT =
      """
      # event histogram
      #
      # trigger info: hist:keys=name:vals=hitcount:sort=hitcount:size=1024 [active]
      #

      { name: vkms                                               } hitcount:          7
      { name: drm                                                } hitcount:          9

      Totals:
          Hits: 16
          Entries: 2
          Dropped: 0


      # event histogram
      #
      # trigger info: hist:keys=name,common_pid.execname,ip.sym:vals=hitcount:sort=hitcount:size=4096 [active]
      #

      { name: vkms                                              , common_pid: x [7], ip: [1]  [       210], ip: [ffffffffc0300a01] drm_stub_open [drm]                           } hitcount:          1
      { name: drm                                               , common_pid: bash            [       208], ip: [ffffffff8136d8dc] chrdev_open                                   } hitcount:          9
      { name: vkms                                              , common_pid: my daemon       [       208], ip: [ffffffffc0300a01] drm_stub_open [drm]                           } hitcount:          2

      Totals:
          Hits: 16
          Entries: 3
          Dropped: 4
      """;

  private final Balances.Counts counts = Histograms.parse(TEXT.lines().toList());

  @Test
  void readsWhoDidItWhereAndHowOften() {
    assertEquals(
        List.of(
            new HistEntry("vkms", 210, "x [7], ip: [1]", "drm_stub_open", 1),
            new HistEntry("drm", 208, "bash", "chrdev_open", 9),
            new HistEntry("vkms", 208, "my daemon", "drm_stub_open", 2)),
        counts.tasks());
    assertEquals(Map.of("vkms", 7L, "drm", 9L), counts.modules());
    assertEquals(4, counts.dropped());
  }

  @Test
  void tellsHowManyAreOfTasksWithoutAnEntry() {
    assertEquals(4, counts.ofOthers("vkms"));
    assertEquals(0, counts.ofOthers("drm"));
    assertEquals(0, counts.ofOthers("loop"));
  }

  @Test
  void anEntryTornByATasksNameIsNone() {
    assertNull(HistEntry.parse("{ name: vkms      , common_pid: a"));
    assertNull(HistEntry.parse("b [ 7], ip: [ffffffffc0300a01] drm_stub_open } hitcount: 1"));
  }
}
