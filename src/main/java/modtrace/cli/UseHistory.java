package modtrace.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import modtrace.render.WatchState;

/** The highest use count of a module in each second of a trace. */
final class UseHistory {
  /** As many as the widest screen shows. */
  private static final int SECONDS = 512;

  private final int[] highest = new int[SECONDS];
  private long second;
  private int count = WatchState.NOT_LOADED;

  UseHistory() {
    Arrays.fill(highest, WatchState.NOT_LOADED);
  }

  /** The count from that second on, until the next one is told. */
  void set(long now, int useCount) {
    advance(now);
    count = useCount;
    int at = (int) (second % SECONDS);
    highest[at] = Math.max(highest[at], useCount);
  }

  private void advance(long now) {
    long from = Math.max(second + 1, now - SECONDS + 1);
    for (long each = from; each <= now; each++) {
      highest[(int) (each % SECONDS)] = count;
    }
    second = Math.max(second, now);
  }

  /** One a second since the beginning, the present one last. */
  List<Integer> until(long now) {
    advance(now);
    List<Integer> history = new ArrayList<>();
    for (long each = Math.max(0, second - SECONDS + 1); each <= second; each++) {
      history.add(highest[(int) (each % SECONDS)]);
    }
    return history;
  }
}
