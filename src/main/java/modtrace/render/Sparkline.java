package modtrace.render;

import java.util.List;

/** Counts as a row of bars, one in each cell. */
final class Sparkline {
  static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.:-=+*#";
  private static final int HIGHEST = BLOCKS.length() - 1;

  private Sparkline() {}

  /**
   * The latest of them in so many cells, the last on the right; what is not known is blank. Up to 7
   * a count is its own height, above that the highest one shown is.
   *
   * @param counts -1 where not known
   */
  static String of(List<Integer> counts, int width, boolean utf8) {
    List<Integer> shown = counts.subList(Math.max(0, counts.size() - width), counts.size());
    int most = Math.max(HIGHEST, shown.stream().mapToInt(count -> count).max().orElse(0));
    var line = new StringBuilder(" ".repeat(width - shown.size()));
    for (int count : shown) {
      line.append(count < 0 ? ' ' : (utf8 ? BLOCKS : ASCII).charAt(height(count, most)));
    }
    return line.toString();
  }

  /** 0 for none alone: what is held shows. */
  private static int height(int count, int most) {
    return (int) (((long) count * HIGHEST + most - 1) / most);
  }
}
