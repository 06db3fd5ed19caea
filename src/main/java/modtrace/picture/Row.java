package modtrace.picture;

import java.util.ArrayList;
import java.util.List;

/** References of one holder that did not overlap, in the order in which they ended. */
final class Row {
  private List<Bar> bars = new ArrayList<>();

  /** Before that nothing can be added. */
  long end() {
    return bars.isEmpty() ? Long.MIN_VALUE : bars.get(bars.size() - 1).to();
  }

  void add(Bar bar) {
    bars.add(bar);
  }

  /** Adds one that overlaps others: these become one bar with it. */
  void crowd(Bar bar) {
    Bar all = bar;
    while (!bars.isEmpty() && end() > all.from()) {
      all = bars.remove(bars.size() - 1).and(all);
    }
    bars.add(all);
  }

  /** Makes one of those that are together not longer than {@code grain}. */
  void coarsen(long grain) {
    List<Bar> fewer = new ArrayList<>();
    for (Bar bar : bars) {
      Bar last = fewer.isEmpty() ? null : fewer.get(fewer.size() - 1);
      if (last != null && isShort(last, bar, grain)) {
        fewer.set(fewer.size() - 1, last.and(bar));
      } else {
        fewer.add(bar);
      }
    }
    bars = fewer;
  }

  private static boolean isShort(Bar one, Bar next, long grain) {
    return !next.isOpen() && Math.floorDiv(one.from(), grain) == Math.floorDiv(next.to(), grain);
  }

  /** Whether one of it was held to the end. */
  boolean isOpen() {
    return !bars.isEmpty() && bars.get(bars.size() - 1).isOpen();
  }

  List<Bar> bars() {
    return bars;
  }
}
