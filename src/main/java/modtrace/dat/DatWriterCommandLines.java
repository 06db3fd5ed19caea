package modtrace.dat;

import java.util.Map;
import java.util.TreeMap;

/**
 * The names of tasks by pid, gathered over the time of a recording: the kernel remembers only some
 * (saved_cmdlines_size).
 */
public final class DatWriterCommandLines {
  private final Map<Integer, String> names = new TreeMap<>();

  /** Adds the lines of a saved_cmdlines, {@code pid comm}; a later name of a pid counts. */
  public void add(String savedCommandLines) {
    savedCommandLines.lines().forEach(this::addLine);
  }

  /** As saved_cmdlines has them. */
  public String text() {
    var text = new StringBuilder();
    names.forEach((pid, name) -> text.append(pid).append(' ').append(name).append('\n'));
    return text.toString();
  }

  /** A line that is the rest of a name with a line's end in it is passed over. */
  private void addLine(String line) {
    int blank = line.indexOf(' ');
    if (blank > 0 && blank < 10 && line.chars().limit(blank).allMatch(Character::isDigit)) {
      names.put(Integer.valueOf(line.substring(0, blank)), line.substring(blank + 1));
    }
  }
}
