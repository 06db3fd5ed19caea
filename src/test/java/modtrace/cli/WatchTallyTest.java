package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.junit.jupiter.api.Test;

/** What the events of a live trace add up to, second by second. */
final class WatchTallyTest {
  private final WatchTally tally = new WatchTally(List.of("vkms", "loop"));

  private static Origin origin() {
    return new Origin(new Task(7, "sh"), 0, Context.TASK, 1, Clock.NANOSECONDS);
  }

  private static ModuleEvent get(int refcnt) {
    return ModuleEvent.Counted.get(origin(), "vkms", new CallSite("f"), refcnt);
  }

  @Test
  void theHighestCountOfEachSecondStays() {
    tally.event(1, new ModuleEvent.Load(origin(), "vkms", ""));
    tally.event(2, get(4));
    tally.event(2, get(2));
    tally.event(4, new ModuleEvent.Free(origin(), "vkms"));
    assertEquals(List.of(-1, 1, 3, 1, 1, -1), tally.history(5, "vkms"));
    assertEquals(List.of(-1, -1), tally.history(1, "loop"));
  }

  @Test
  void theKernelsOwnCountCorrectsIt() {
    tally.count(0, "vkms", OptionalInt.of(5));
    tally.count(3, "vkms", OptionalInt.empty());
    assertEquals(List.of(5, 5, 5, 5, -1), tally.history(4, "vkms"));
  }

  @Test
  void theRateIsThatOfTheLastWholeSeconds() {
    for (int i = 0; i < 30; i++) {
      tally.event(1, get(2));
    }
    assertEquals(150, tally.tenths(2));
    assertEquals(60, tally.tenths(6));
    assertEquals(0, tally.tenths(7));
    assertEquals(30, tally.events());
  }

  @Test
  void onlyTheLatestEventsAreKept() {
    for (int i = 0; i < 1000; i++) {
      tally.event(0, get(2 + i));
    }
    List<ModuleEvent> latest = tally.latest();
    assertEquals(200, latest.size());
    assertEquals(get(1001), latest.get(199));
  }

  @Test
  void aLongTimeWithoutEventsIsNoLongLoop() {
    tally.event(0, get(3));
    assertEquals(512, tally.history(1_000_000_000L, "vkms").size());
    assertEquals(0, tally.tenths(1_000_000_000L));
  }
}
