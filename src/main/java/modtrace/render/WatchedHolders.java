package modtrace.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import modtrace.holder.Answer;

/** The table of a module's holders, where there is not always room for all of it. */
final class WatchedHolders {
  /** Each line, and whether it is a holder's; the others are headings. */
  private record Line(String text, boolean holder) {}

  private final List<Line> lines = new ArrayList<>();

  private WatchedHolders() {}

  /** Of no answer or one, on a screen so wide. */
  static WatchedHolders of(List<Answer> answers, int width, boolean utf8) {
    var table = new WatchedHolders();
    for (Answer answer : answers) {
      UnaryOperator<String> fitted = name -> Cells.cut(name, Math.max(12, width / 3), utf8);
      table.add(AnswerTable.table(answer.holders(), answer.source(), fitted, Look.PLAIN));
      if (!answer.possible().isEmpty()) {
        table.lines.add(new Line(AnswerTable.perhaps(answer), false));
        table.add(AnswerTable.table(answer.possible(), answer.source(), fitted, Look.PLAIN));
      }
    }
    return table;
  }

  private void add(List<String> rows) {
    for (int i = 0; i < rows.size(); i++) {
      lines.add(new Line(rows.get(i), i > 0));
    }
  }

  int size() {
    return lines.size();
  }

  /** So many of the lines, the last of which says what is left out. */
  List<String> lines(int room) {
    if (room >= lines.size()) {
      return lines.stream().map(Line::text).toList();
    }
    if (room <= 0) {
      return List.of();
    }
    List<String> shown = new ArrayList<>();
    lines.subList(0, room - 1).forEach(line -> shown.add(line.text()));
    boolean none = count(0, room - 1) == 0;
    long left = count(room - 1, lines.size());
    shown.add(none ? left + (left == 1 ? " holder" : " holders") : "... and " + left + " more");
    return shown;
  }

  private long count(int from, int to) {
    return lines.subList(from, to).stream().filter(Line::holder).count();
  }
}
