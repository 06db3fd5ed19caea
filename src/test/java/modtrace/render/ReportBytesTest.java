package modtrace.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.junit.jupiter.api.Test;

/** The quick way to print a get or put prints what the plain one prints. */
final class ReportBytesTest {
  private static final List<String> NAMES =
      List.of("vkms", "drm", "a-7 [001] d", "\u001b[31m", "bücher", "", "0123456789abcdef");

  @Test
  void printsWhatReportLinePrints() {
    var random = new Random(1);
    var quick = new ReportBytes();
    var plain = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      Counted event = event(random);
      ReportLine.append(plain, event);
      plain.append('\n');
      if (!quick.append(event)) {
        plain.setLength(plain.lastIndexOf("\n", plain.length() - 2) + 1);
        assertEquals(plain.toString(), taken(quick));
        plain.setLength(0);
      }
    }
    assertEquals(plain.toString(), taken(quick));
  }

  @Test
  void leavesToOthersWhatItCannotPrint() {
    Task task = new Task(1, "init");
    assertTrue(ReportBytes.prints(new Origin(task, 999, Context.TASK, 0, Clock.NANOSECONDS)));
    assertFalse(ReportBytes.prints(new Origin(task, 1000, Context.TASK, 0, Clock.NANOSECONDS)));
    assertFalse(ReportBytes.prints(new Origin(task, 0, Context.TASK, -1, Clock.NANOSECONDS)));
    assertFalse(ReportBytes.prints(new Origin(task, 0, Context.TASK, 0, Clock.TICKS)));
  }

  @Test
  void hasNoRoomForALineThatIsTooLong() {
    var origin = new Origin(new Task(1, "init"), 0, Context.TASK, 0, Clock.NANOSECONDS);
    var quick = new ReportBytes();
    assertFalse(quick.append(Counted.get(origin, "x".repeat(70_000), new CallSite("f"), 2)));
    assertEquals(0, quick.end());
  }

  private static Counted event(Random random) {
    long nanos = random.nextLong(1L << random.nextInt(1, 62));
    var task = new Task(random.nextInt(100_000), any(random));
    var origin = new Origin(task, random.nextInt(1000), Context.TASK, nanos, Clock.NANOSECONDS);
    var site = new CallSite(any(random));
    int refcnt = random.nextInt(-3, 1200);
    return random.nextBoolean()
        ? Counted.get(origin, any(random), site, refcnt)
        : Counted.put(origin, any(random), site, refcnt);
  }

  private static String any(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private static String taken(ReportBytes quick) {
    String lines = new String(quick.lines(), 0, quick.end(), UTF_8);
    quick.clear();
    return lines;
  }
}
