package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import modtrace.sys.KernelText;
import org.junit.jupiter.api.Test;

/** The account of lost events; what cannot be read is not taken for 0. */
class LossCountersTest {
  @Test
  void readsTheStatsOfACpu() throws Exception {
    LossCounters counters = LossCounters.parse(KernelText.stats(7, 3, 12).lines().toList());
    assertEquals(new LossCounters(0, 7, 0, 3, 12), counters);
    assertEquals(10, counters.lost());
  }

  @Test
  void doesNotTakeAMissingCounterForZero() {
    List<String> lines = List.of("entries: 0", "commit overrun: 4");
    IOException missing = assertThrows(IOException.class, () -> LossCounters.parse(lines));
    assertEquals("the buffer's counters lack 'overrun:'", missing.getMessage());
  }

  @Test
  void doesNotTakeGarbageForZero() {
    List<String> lines = List.of("entries: many");
    IOException garbage = assertThrows(IOException.class, () -> LossCounters.parse(lines));
    assertEquals("cannot read the buffer's counter 'entries: many'", garbage.getMessage());
  }
}
