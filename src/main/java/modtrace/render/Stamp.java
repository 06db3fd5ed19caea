package modtrace.render;

import modtrace.event.Clock;
import modtrace.event.Origin;

/** Time stamps as traces print them. */
final class Stamp {
  private static final long NANOS = 1_000_000_000L;

  private Stamp() {}

  /** Seconds with 6 decimals, rounded as trace-cmd rounds them; a counter as it is. */
  static String micros(Origin origin) {
    if (origin.clock() == Clock.TICKS) {
      return Long.toString(origin.time());
    }
    long micros = (origin.time() % NANOS + 500) / 1000;
    long seconds = origin.time() / NANOS + micros / 1_000_000;
    return seconds + "." + padded(micros % 1_000_000, 6);
  }

  /** A JSON number that loses nothing: seconds with 6 decimals, or 9 where the trace has them. */
  static String exact(Origin origin) {
    if (origin.clock() == Clock.TICKS) {
      return Long.toString(origin.time());
    }
    long nanos = origin.time() % NANOS;
    String decimals = nanos % 1000 == 0 ? padded(nanos / 1000, 6) : padded(nanos, 9);
    return origin.time() / NANOS + "." + decimals;
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
