package modtrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadAheadTest {
  /** Numbered lines that are no trace, and how they end. */
  private static final class Numbers implements TraceSource {
    private final long count;
    private final @Nullable Throwable end;
    private volatile long given;
    private volatile boolean closed;

    Numbers(long count, @Nullable Throwable end) {
      this.count = count;
      this.end = end;
    }

    @Override
    public @Nullable TraceItem next() throws IOException {
      if (given < count) {
        long number = given + 1;
        given = number;
        return new TraceItem.Unparsed(number, "", "");
      }
      if (end instanceof IOException broken) {
        throw broken;
      }
      if (end instanceof Error defect) {
        throw defect;
      }
      return null;
    }

    @Override
    public TraceTally tally() {
      return new TraceTally(0, given, 0, 0, 0);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static long number(@Nullable TraceItem item) {
    return item == null ? -1 : ((TraceItem.Unparsed) item).line();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1023, 1024, 1025, 2048, 100_000})
  void givesAllItemsInTheirOrder(long count) throws IOException {
    var numbers = new Numbers(count, null);
    try (var ahead = new ReadAhead(numbers)) {
      for (long i = 1; i <= count; i++) {
        assertEquals(i, number(ahead.next()));
      }
      assertNull(ahead.next());
      assertNull(ahead.next());
      assertEquals(count, ahead.tally().moduleEvents());
    }
    assertTrue(numbers.closed);
  }

  @Test
  void failsWhereTheReadingFailedAndNotBefore() throws IOException {
    var broken = new IOException("broken");
    try (var ahead = new ReadAhead(new Numbers(5000, broken))) {
      for (long i = 1; i <= 5000; i++) {
        assertEquals(i, number(ahead.next()));
      }
      assertSame(broken, assertThrows(IOException.class, ahead::next));
    }
    var defect = new OutOfMemoryError("too many");
    try (var ahead = new ReadAhead(new Numbers(5000, defect))) {
      assertSame(
          defect,
          assertThrows(
              OutOfMemoryError.class,
              () -> {
                while (ahead.next() != null) {
                  // until it ends
                }
              }));
    }
  }

  @Test
  void doesNotRunFarAheadAndEndsWhenItIsClosed() throws IOException {
    var numbers = new Numbers(Long.MAX_VALUE, null);
    try (var ahead = new ReadAhead(numbers)) {
      for (long i = 1; i <= 10_000; i++) {
        assertEquals(i, number(ahead.next()));
      }
    }
    long given = numbers.given;
    assertTrue(given < 20_000, () -> given + " were read for 10000");
    assertTrue(numbers.closed);
  }
}
