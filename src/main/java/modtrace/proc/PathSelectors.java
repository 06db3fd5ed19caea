package modtrace.proc;

import java.util.ArrayList;
import java.util.List;

/**
 * The path selectors in a table of the target multipath: one for each group of paths
 * (multipath_ctr, drivers/md/dm-mpath.c).
 */
final class PathSelectors {
  private PathSelectors() {}

  /** Such as {@code round-robin}; those before the first word that does not fit. */
  static List<String> of(List<String> words) {
    List<String> selectors = new ArrayList<>();
    int at = 1 + number(words, 0); // features
    at += 1 + number(words, at); // hardware handler
    int groups = number(words, at);
    at += 2; // the first group to use
    for (int group = 0; group < groups && at < words.size(); group++) {
      selectors.add(words.get(at));
      at += 2 + number(words, at + 1); // its own arguments
      at += 2 + number(words, at) * (1 + number(words, at + 1));
    }
    return selectors;
  }

  /** 0 for what is no small number. */
  static int number(List<String> words, int at) {
    return at < words.size() && Numbers.isDecimal(words.get(at), 4)
        ? Integer.parseInt(words.get(at))
        : 0;
  }
}
