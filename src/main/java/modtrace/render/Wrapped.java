package modtrace.render;

import java.util.ArrayList;
import java.util.List;

/** Text that goes on below itself where a line has no more room, broken between its words. */
final class Wrapped {
  private Wrapped() {}

  /** The lines, at least one; a word that is longer than a line loses its middle. */
  static List<String> lines(String printable, int width, boolean utf8) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : printable.split(" ", -1)) {
      String fitting = middleCut(word, width, utf8);
      if (!line.isEmpty() && line.length() + 1 + fitting.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(fitting);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Its two ends tell a path from others. */
  static String middleCut(String word, int width, boolean utf8) {
    if (word.length() <= width) {
      return word;
    }
    String mark = utf8 ? "…" : "...";
    int end = (width - mark.length()) / 2;
    int start = width - mark.length() - end;
    return word.substring(0, start) + mark + word.substring(word.length() - end);
  }
}
