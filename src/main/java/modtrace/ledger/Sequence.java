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
 * an event that does not fit waits a moment for the one that belongs before it, and so does what
 * the same CPU or the same task did next. What then still does not fit is a gap: events are
 * missing.
 */
final class Sequence {
  /** Where the events and the gaps go. */
  interface Sink {
    /** The first event that is known found the counter at {@code counter}. */
    void begin(int counter);

    void apply(Counted event);

    /**
     * Events are missing before {@code next} that together changed the counter by {@code change},
     * which is never 0.
     */
    void gap(int change, Counted next);
  }

  /** How far apart two CPUs' events can stand in the wrong order, in nanoseconds. */
  static final long WINDOW_NANOS = 50_000;

  /** And how many, for clocks of an unknown unit. */
  private static final int MOST_WAITING = 16;

  /** So many cannot all wait for one that stands behind them. */
  private static final int MANY_WAITING = 8;

  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final Sink sink;
  private final ArrayList<Counted> waiting = new ArrayList<>();
  private int count = UNKNOWN;

  /** Between which counts it moved in the present burst of events. */
  private int lowest;

  private int highest;
  private long burstUntil;

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
    count = counter;
    lowest = counter;
    highest = counter;
  }

  void forget() {
    anchor(UNKNOWN);
  }

  void add(Counted event) {
    if (!waiting.isEmpty() && isLater(event)) {
      settle(event.before());
    }
    if (waiting.isEmpty() && event.origin().time() > burstUntil) {
      anchor(count);
    }
    burstUntil =
        event.origin().clock() == Clock.NANOSECONDS ? event.origin().time() + WINDOW_NANOS : 0;
    if (waiting.isEmpty() && event.before() == count) {
      apply(event);
      return;
    }
    waiting.add(event);
    applyFitting();
    if (waiting.size() > MANY_WAITING && waiting.contains(event) && leadTo(event.refcnt())) {
      applyInOrder(); // they had read the counter after each other's change
    } else if (waiting.size() > MOST_WAITING) {
      resume(UNKNOWN);
    }
  }

  /** No further event comes, for now: what waits is applied. */
  void settle() {
    if (!waiting.isEmpty()) {
      settle(end() == count || isSeen(end()) ? end() : UNKNOWN);
    }
  }

  /**
   * Applies what waits; without a gap if all of it together leads from the count to {@code next}.
   */
  private void settle(int next) {
    if (leadTo(next)) {
      applyInOrder();
    } else {
      resume(next);
    }
  }

  /** Goes on from where the events that wait make sense. */
  private void resume(int next) {
    while (!waiting.isEmpty()) {
      int start = start(next);
      int end = start + change();
      boolean whole = (end == next || isSeen(end)) && lead(start, end);
      startAt(start);
      applyFitting();
      if (whole) {
        applyInOrder();
      }
    }
  }

  private void startAt(int counter) {
    int missing = counter - count;
    boolean anchored = isAnchored();
    anchor(counter);
    if (!anchored) {
      sink.begin(counter);
    } else if (missing != 0) {
      sink.gap(missing, waiting.get(0));
    }
  }

  /** A count from which all that waits may follow; or else the one that the first of it tells. */
  private int start(int next) {
    if (!isAnchored() && lead(next - change(), next)) {
      return next - change();
    }
    for (Counted event : waiting) {
      int end = event.before() + change();
      if (isSeen(end) && lead(event.before(), end)) {
        return event.before();
      }
    }
    return waiting.get(0).before();
  }

  private boolean leadTo(int end) {
    return isAnchored() && end() == end && areReachable(lowest, highest);
  }

  /** Whether all that waits leads from one count to another, by counts that can be on the way. */
  private boolean lead(int start, int end) {
    return start + change() == end && areReachable(start, start);
  }

  private boolean areReachable(int low, int high) {
    int least = low;
    int most = high;
    for (Counted event : waiting) {
      least += Math.min(0, event.change());
      most += Math.max(0, event.change());
    }
    for (Counted event : waiting) {
      if (event.refcnt() < least || event.refcnt() > most) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeen(int counter) {
    return waiting.stream().anyMatch(event -> event.refcnt() == counter);
  }

  /** Where the counter ends after all that waits. */
  private int end() {
    return count + change();
  }

  private int change() {
    int change = 0;
    for (Counted event : waiting) {
      change += event.change();
    }
    return change;
  }

  private void applyInOrder() {
    List<Counted> late = List.copyOf(waiting);
    waiting.clear();
    late.forEach(this::apply);
  }

  private void applyFitting() {
    for (int i = fitting(waiting, count); i >= 0; i = fitting(waiting, count)) {
      apply(waiting.remove(i));
    }
  }

  /** Index of the event that may come next at a count; -1 when none may. */
  private static int fitting(List<Counted> events, int count) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).before() == count && !isBehindAnother(events, i)) {
        return i;
      }
    }
    return -1;
  }

  /** What one CPU records, and what one task does, stands in its true order. */
  private static boolean isBehindAnother(List<Counted> events, int index) {
    var origin = events.get(index).origin();
    for (int i = 0; i < index; i++) {
      var earlier = events.get(i).origin();
      if (earlier.cpu() == origin.cpu() || earlier.task().pid() == origin.task().pid()) {
        return true;
      }
    }
    return false;
  }

  private void apply(Counted event) {
    count += event.change();
    lowest = Math.min(lowest, count);
    highest = Math.max(highest, count);
    sink.apply(event);
  }

  private boolean isLater(Counted event) {
    Counted first = waiting.get(0);
    return event.origin().clock() == Clock.NANOSECONDS
        && event.origin().time() - first.origin().time() > WINDOW_NANOS;
  }
}
