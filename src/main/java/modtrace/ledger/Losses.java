package modtrace.ledger;

import java.util.StringJoiner;
import java.util.TreeMap;
import modtrace.event.TraceItem.Lost;

/** What the ring buffer lost, by CPU. */
public final class Losses {
  private final TreeMap<Integer, Long> counted = new TreeMap<>();
  private final TreeMap<Integer, Integer> uncounted = new TreeMap<>();

  void add(Lost lost) {
    if (lost.count() == Lost.UNKNOWN_COUNT) {
      uncounted.merge(lost.cpu(), 1, Integer::sum);
    } else {
      counted.merge(lost.cpu(), lost.count(), Long::sum);
    }
  }

  public boolean isNone() {
    return counted.isEmpty() && uncounted.isEmpty();
  }

  /** How many events at least. */
  public long atLeast() {
    long sum = 0;
    for (long count : counted.values()) {
      sum += count;
    }
    for (int times : uncounted.values()) {
      sum += times;
    }
    return sum;
  }

  /** In words, such as "17 events on CPU 2, an unknown number on CPU 3". */
  @Override
  public String toString() {
    var words = new StringJoiner(", ");
    counted.forEach(
        (cpu, count) -> words.add(count + (count == 1 ? " event" : " events") + on(cpu)));
    uncounted.forEach((cpu, times) -> words.add("an unknown number" + on(cpu)));
    return words.toString();
  }

  private static String on(int cpu) {
    return cpu == Lost.UNKNOWN_CPU ? "" : " on CPU " + cpu;
  }
}
