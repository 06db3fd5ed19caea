package modtrace.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;

/**
 * When the trace lost events: a loss has no time of its own, and lies between the events before and
 * after it of the same CPU.
 */
final class Stretches {
  /** So many are told apart. */
  private static final int MOST = 500;

  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<Integer, Long> before = new HashMap<>();
  private final Map<Integer, TraceItem.Lost> open = new TreeMap<>();
  private long first = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  void add(TraceItem item) {
    if (item instanceof ModuleEvent event) {
      at(event.origin().cpu(), event.origin().time());
    } else if (item instanceof TraceItem.Lost lost) {
      open.merge(lost.cpu(), lost, Stretches::sum);
    }
  }

  private static TraceItem.Lost sum(TraceItem.Lost one, TraceItem.Lost other) {
    boolean known =
        one.count() != TraceItem.Lost.UNKNOWN_COUNT
            && other.count() != TraceItem.Lost.UNKNOWN_COUNT;
    return new TraceItem.Lost(
        one.cpu(), known ? one.count() + other.count() : TraceItem.Lost.UNKNOWN_COUNT);
  }

  private void at(int cpu, long time) {
    first = Math.min(first, time);
    if (!open.isEmpty()) {
      close(cpu, time);
      close(TraceItem.Lost.UNKNOWN_CPU, time);
    }
    before.put(cpu, time);
    latest = Math.max(latest, time);
  }

  private void close(int cpu, long time) {
    TraceItem.Lost lost = open.remove(cpu);
    if (lost != null) {
      long from = cpu == TraceItem.Lost.UNKNOWN_CPU ? latest : before.getOrDefault(cpu, first);
      add(new Stretch(Math.min(from, time), time, words(lost)));
    }
  }

  private void add(Stretch stretch) {
    if (stretches.size() < MOST) {
      stretches.add(stretch);
    } else {
      Stretch last = stretches.get(MOST - 1);
      stretches.set(
          MOST - 1,
          new Stretch(
              Math.min(last.from(), stretch.from()),
              Math.max(last.to(), stretch.to()),
              "events were lost here more than once"));
    }
  }

  private static String words(TraceItem.Lost lost) {
    String count =
        lost.count() == TraceItem.Lost.UNKNOWN_COUNT
            ? "an unknown number of events was"
            : lost.count() + (lost.count() == 1 ? " event was" : " events were");
    String cpu = lost.cpu() == TraceItem.Lost.UNKNOWN_CPU ? "" : " on CPU " + lost.cpu();
    return count + " lost" + cpu;
  }

  /** The trace ends; what was lost then was lost up to its end. Without an event it has no time. */
  void end() {
    if (before.isEmpty()) {
      return;
    }
    for (int cpu : List.copyOf(open.keySet())) {
      close(cpu, latest);
    }
  }

  List<Stretch> all() {
    return stretches;
  }
}
