package modtrace.render;

import modtrace.event.Clock;
import modtrace.event.Origin;

/** Time stamps as traces print them. */
public final class Stamp {
  private static final long NANOS = 1_000_000_000L;

  private Stamp() {}

  /** Seconds with 6 decimals, rounded as trace-cmd rounds them; a counter as it is. */
  public static String micros(Origin origin) {
    return micros(origin.time(), origin.clock());
  }

  /** The same of a time of that clock. */
  public static String micros(long time, Clock clock) {
    if (clock == Clock.TICKS) {
      return Long.toString(time);
    }
    long micros = (time % NANOS + 500) / 1000;
    long seconds = time / NANOS + micros / 1_000_000;
    return seconds + "." + padded(micros % 1_000_000, 6);
  }

  /** As {@link #micros}, the seconds pushed right in so many columns. */
  static void appendMicros(StringBuilder line, long nanos, int width) {
    long micros = (nanos % NANOS + 500) / 1000;
    long seconds = nanos / NANOS + micros / 1_000_000;
    for (long room = width, rest = seconds; room > 1 && (rest /= 10) >= 0; room--) {
      if (rest == 0) {
        line.append(' ');
      }
    }
    line.append(seconds).append('.');
    long digits = micros % 1_000_000;
    for (long unit = 100_000; unit > 0; unit /= 10) {
      line.append((char) ('0' + digits / unit % 10));
    }
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
