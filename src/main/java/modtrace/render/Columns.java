package modtrace.render;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns, two blanks apart; the last column is as long as it likes. */
final class Columns {
  /** Which way a column's cells are pushed. */
  enum Align {
    LEFT,
    RIGHT
  }

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
    int[] widths = new int[heads.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
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
