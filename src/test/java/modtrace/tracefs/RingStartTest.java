package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;

/** From when on a ring that overwrites has everything. */
final class RingStartTest {
  private static String stats(long overrun, String oldest) {
    return """
        entries: 7
        overrun: %d
        commit overrun: 0
        bytes: 536
        oldest event ts: %s
        now ts:    47.961479
        dropped events: 0
        read events: 0
        """
        .formatted(overrun, oldest);
  }

  @Test
  void theBeginningWhereNothingWasOverwritten() throws Exception {
    assertEquals(0, of(stats(0, "   34.855685"), stats(0, "    1.000000")));
  }

  @Test
  void theLatestOfTheCpusThatWentAround() throws Exception {
    assertEquals(34_855_685_000L, of(stats(3, "   34.855685"), stats(1, "    1.000000")));
    assertEquals(1_000_000_000L, of(stats(0, "   34.855685"), stats(1, "    1.000000")));
  }

  private static long of(String cpu0, String cpu1) throws Exception {
    String recorder = FakeKernel.TRACEFS + "/instances/modtrace";
    try (var kernel =
        FakeKernel.withModuleEvents()
            .instance("modtrace")
            .file(recorder + "/per_cpu/cpu0/stats", cpu0)
            .file(recorder + "/per_cpu/cpu1/stats", cpu1)) {
      return Tracefs.mounted(kernel).orElseThrow().recorder().completeFrom();
    }
  }

  @Test
  void aStatsFileWithoutTimesSaysNothing() {
    assertEquals(0, RingStart.of(List.of("entries: 7", "overrun: 3")));
  }
}
