package modtrace.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of aligned columns, two blanks apart. The last column is as long as it likes; on a
 * terminal it goes on below itself.
 */
final class Columns {
  /** Which way a column's cells are pushed. */
  enum Align {
    LEFT,
    RIGHT
  }

  /** A last column with less room stays in one line, which the terminal breaks. */
  private static final int NARROWEST = 20;

  private final List<String> heads;
  private final List<Align> aligns;
  private final List<List<String>> rows = new ArrayList<>();

  Columns(List<String> heads, List<Align> aligns) {
    this.heads = heads;
    this.aligns = aligns;
    rows.add(heads);
  }

  void row(List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + heads.size() + " columns");
    }
    rows.add(cells);
  }

  List<String> lines() {
    return lines(Look.PLAIN);
  }

  List<String> lines(Look look) {
    int[] widths = new int[heads.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int last = widths.length - 1;
    int left = 0;
    for (int i = 0; i < last; i++) {
      left += widths[i] + 2;
    }
    int room = look.width() - left;
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      boolean fits = room < NARROWEST || aligns.get(last) == Align.RIGHT;
      List<String> parts =
          fits ? List.of(row.get(last)) : Wrapped.lines(row.get(last), room, look.utf8());
      List<String> cells = new ArrayList<>(row);
      cells.set(last, parts.get(0));
      String line = line(cells, widths);
      lines.add(lines.isEmpty() ? look.paint(Look.Paint.ASIDE, line) : line);
      for (String part : parts.subList(1, parts.size())) {
        lines.add(" ".repeat(left) + part);
      }
    }
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - row.get(i).length());
      boolean left = aligns.get(i) == Align.LEFT;
      line.append(i == 0 ? "" : "  ");
      line.append(left ? "" : pad).append(row.get(i)).append(left ? pad : "");
    }
    return line.toString().stripTrailing();
  }
}
