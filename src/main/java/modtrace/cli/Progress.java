package modtrace.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The line on standard error that says it is tracing: for how long, and how many events were seen
 * and lost.
 */
final class Progress {
  private static final String ERASE = "\r\033[K";

  private final Talk talk;
  private final String what;
  private final String unit;
  private final boolean terminal;
  private long started = System.nanoTime();
  private LongSupplier events = () -> 0;
  private LongSupplier lost = () -> 0;
  private boolean shown;
  private boolean ended;

  /**
   * @param what is traced, and until when
   * @param unit what is counted, in the singular
   * @param terminal whether the line may be rewritten in place
   */
  Progress(Talk talk, String what, String unit, boolean terminal) {
    this.talk = talk;
    this.what = what;
    this.unit = unit;
    this.terminal = terminal;
  }

  /** Where the numbers come from. */
  void count(LongSupplier seen, LongSupplier lostEvents) {
    events = seen;
    lost = lostEvents;
  }

  void begin() {
    started = System.nanoTime();
    if (terminal) {
      show();
    } else {
      talk.note("tracing " + what);
    }
  }

  /** Brings the line up to date; not a terminal: nothing. */
  synchronized void show() {
    if (terminal && !ended) {
      shown = true;
      talk.raw(ERASE + "modtrace: tracing " + what + ": " + numbers());
    }
  }

  /** Makes room for a line of the result. */
  synchronized void hide() {
    if (shown) {
      shown = false;
      talk.raw(ERASE);
    }
  }

  /** The last state stays. */
  synchronized void end() {
    if (!ended) {
      hide();
      ended = true;
      talk.note("traced " + numbers());
    }
  }

  private String numbers() {
    double seconds = (System.nanoTime() - started) / 1e9;
    long seen = events.getAsLong();
    return String.format(
        Locale.ROOT,
        "%.1f s, %d %s, %d lost",
        seconds,
        seen,
        seen == 1 ? unit : unit + "s",
        lost.getAsLong());
  }
}
