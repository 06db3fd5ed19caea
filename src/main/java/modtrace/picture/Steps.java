package modtrace.picture;

import java.util.ArrayList;
import java.util.List;

/** A number over time. */
final class Steps {
  /** More than a picture has columns. */
  private static final int MOST = 2000;

  private static final int ENOUGH = 1500;

  /** Where there is no number: a module that is not loaded has no use count. */
  static final int NONE = -1;

  /**
   * The number changed.
   *
   * @param low the least that it became, where several changes stand as one
   * @param high the most
   * @param last what it was after them
   */
  record Step(long time, int low, int high, int last) {}

  private List<Step> steps = new ArrayList<>();
  private long grain = 1;

  /** From this time on it is {@code value}. */
  void set(long time, int value) {
    if (steps.isEmpty() || last() != value) {
      steps.add(new Step(time, value, value, value));
    }
    while (steps.size() > MOST) {
      coarsen();
      grain = steps.size() > ENOUGH ? grain * 2 : grain;
    }
  }

  int last() {
    return steps.isEmpty() ? NONE : steps.get(steps.size() - 1).last();
  }

  int highest() {
    return steps.stream().mapToInt(Step::high).max().orElse(0);
  }

  /** Makes one of the changes that are together not longer than the grain. */
  private void coarsen() {
    List<Step> fewer = new ArrayList<>();
    for (Step step : steps) {
      Step last = fewer.isEmpty() ? null : fewer.get(fewer.size() - 1);
      if (last != null && Math.floorDiv(last.time, grain) == Math.floorDiv(step.time, grain)) {
        fewer.set(fewer.size() - 1, merged(last, step));
      } else {
        fewer.add(step);
      }
    }
    steps = fewer;
  }

  private static Step merged(Step one, Step next) {
    return new Step(
        one.time, Math.min(one.low, next.low), Math.max(one.high, next.high), next.last);
  }

  List<Step> steps() {
    return steps;
  }
}
