package modtrace.ledger;

import java.util.ArrayList;
import java.util.List;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent.Counted;

/**
 * One module's gets and puts in the order that their counts tell, and the gaps between them.
 *
 * <p>Each count must be the one before it, plus or minus 1. Two CPUs' events of the same few
 * microseconds may stand in the other order, and may read the counter after each other's change: so
 * an event that does not fit waits a moment for the one that belongs before it. What then still
 * does not fit is a gap: events are missing.
 */
final class Sequence {
  /** Where the events and the gaps go. */
  interface Sink {
    void apply(Counted event);

    /** Events are missing that together changed the counter by {@code change}, which is never 0. */
    void gap(int change);
  }

  /** How far apart two CPUs' events can stand in the wrong order, in nanoseconds. */
  static final long WINDOW_NANOS = 50_000;

  /** And how many, for clocks of an unknown unit. */
  private static final int MOST_WAITING = 16;

  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final Sink sink;
  private final List<Counted> waiting = new ArrayList<>();
  private int count = UNKNOWN;

  Sequence(Sink sink) {
    this.sink = sink;
  }

  boolean isAnchored() {
    return count != UNKNOWN;
  }

  /** The counter after the last event that was applied. */
  int count() {
    return count;
  }

  /** The counter is known to stand here now, whatever came before. */
  void anchor(int counter) {
    waiting.clear();
    count = counter;
  }

  void forget() {
    waiting.clear();
    count = UNKNOWN;
  }

  static int before(Counted event) {
    return event.refcnt() - event.change();
  }

  void add(Counted event) {
    if (!waiting.isEmpty() && isLater(event)) {
      settle(before(event));
    }
    if (before(event) == count) {
      apply(event);
      applyWaiting();
    } else {
      waiting.add(event);
      if (waiting.size() > MOST_WAITING) {
        acceptGaps();
      }
    }
  }

  /** No further event comes, for now: what waits is applied. */
  void settle() {
    if (!waiting.isEmpty()) {
      int end = count + waiting.stream().mapToInt(Counted::change).sum();
      boolean seen = waiting.stream().anyMatch(event -> event.refcnt() == end);
      settle(seen ? end : UNKNOWN);
    }
  }

  boolean isSettled() {
    return waiting.isEmpty();
  }

  /**
   * Applies what waits; without a gap if all of it together leads from the count to {@code next}.
   */
  private void settle(int next) {
    int end = count;
    for (Counted event : waiting) {
      end += event.change();
    }
    if (end == next) {
      waiting.forEach(this::apply);
      waiting.clear();
    } else {
      acceptGaps();
    }
  }

  private void acceptGaps() {
    List<Counted> late = List.copyOf(waiting);
    waiting.clear();
    for (Counted event : late) {
      int missing = before(event) - count;
      if (missing != 0) {
        count += missing;
        sink.gap(missing);
      }
      apply(event);
    }
  }

  private void applyWaiting() {
    for (int i = 0; i < waiting.size(); i++) {
      if (before(waiting.get(i)) == count) {
        apply(waiting.remove(i));
        i = -1;
      }
    }
  }

  private void apply(Counted event) {
    count += event.change();
    sink.apply(event);
  }

  private boolean isLater(Counted event) {
    Counted first = waiting.get(0);
    return event.origin().clock() == Clock.NANOSECONDS
        && event.origin().time() - first.origin().time() > WINDOW_NANOS;
  }
}
