package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.TraceItem;
import modtrace.event.TraceTally;

/** Any bytes are read to their end, and what is read makes sense. */
class TextFuzzTest {
  @FuzzTest
  void readsAnyBytes(byte[] bytes) throws IOException {
    long events = 0;
    long unparsed = 0;
    try (var source = TextSource.of(new ByteArrayInputStream(bytes))) {
      TraceItem item;
      while ((item = source.next()) != null) {
        switch (item.kind()) {
          case EVENT -> {
            check((ModuleEvent) item);
            events++;
          }
          case CUT_SHORT -> {
            check(((TraceItem.CutShort) item).event());
            events++;
          }
          case LOST -> assertTrue(((TraceItem.Lost) item).count() >= -1);
          case STACK -> assertFalse(((TraceItem.Stack) item).functions().isEmpty());
          case UNPARSED -> unparsed++;
          case OTHER -> throw new AssertionError(item.toString());
        }
      }
      check(source.tally(), events, unparsed, lines(bytes));
    }
    assertEquals(Told.of(bytes), inTwo(bytes));
  }

  private static void check(ModuleEvent event) {
    Origin origin = event.origin();
    assertTrue(origin.task().pid() >= 0);
    assertTrue(origin.task().tgid() >= -1);
    assertTrue(origin.cpu() >= 0);
    assertTrue(origin.time() >= 0);
    assertFalse(event.module().isEmpty());
    if (event instanceof ModuleEvent.Counted counted) {
      assertTrue(counted.refcnt() >= 0);
      assertFalse(counted.callSite().function().isEmpty());
    }
  }

  private static void check(TraceTally tally, long events, long unparsed, long lines) {
    assertEquals(unparsed, tally.unparsed());
    assertTrue(events <= tally.moduleEvents() && tally.moduleEvents() <= events + unparsed);
    assertTrue(events + unparsed + tally.otherEvents() <= lines);
    assertTrue(tally.firstUnparsed() <= lines);
    assertEquals(unparsed > 0, tally.firstUnparsed() > 0);
  }

  private static long lines(byte[] bytes) {
    long lines = 1;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static Told inTwo(byte[] bytes) throws IOException {
    int half = bytes.length / 2;
    var first = new ByteArrayInputStream(bytes, 0, half);
    var rest = new ByteArrayInputStream(bytes, half, bytes.length - half);
    return Told.of(new SequenceInputStream(first, rest));
  }
}
