package modtrace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well modtrace told the holders of each scenario: a table with the sums below. */
final class HolderScore {
  private final List<Line> lines = new ArrayList<>();

  /** As src/it/sh/lab/guest/scenario tells them. */
  enum Verdict {
    RIGHT("explained fully"),
    HONEST("honest gaps"),
    PARTLY("partly"),
    WRONG("wrong"),
    FAILED("could not be played"),
    ABSENT("not in this kernel");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    boolean isGood() {
      return this == RIGHT || this == HONEST;
    }
  }

  /**
   * One scenario.
   *
   * @param useCount and {@code explained}: numbers, or {@code -} where there are none
   * @param clean whether the guest is fit for the next one
   */
  record Line(
      String name,
      Verdict verdict,
      String useCount,
      String explained,
      boolean clean,
      String details) {

    static Line failed(String name, String why) {
      return new Line(name, Verdict.FAILED, "-", "-", false, why);
    }

    /** From the line that the runner prints; what is none has failed. */
    static Line parse(String name, String text) {
      String[] fields = text.split("\t", -1);
      if (fields.length < 5) {
        return failed(name, "it printed no result: " + text);
      }
      return new Line(
          fields[0],
          Verdict.valueOf(fields[1].toUpperCase(Locale.ROOT)),
          fields[2],
          fields[3],
          fields[4].equals("clean"),
          fields.length > 5 ? fields[5] : "");
    }

    /** The line that the runner prints. */
    String text() {
      return String.join(
          "\t",
          name,
          verdict.name().toLowerCase(Locale.ROOT),
          useCount,
          explained,
          clean ? "clean" : "dirty",
          details);
    }
  }

  void add(Line line) {
    lines.add(line);
  }

  /** The lines, for src/it/sh/lab/matrix. */
  List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }

  @Override
  public String toString() {
    var table = new StringBuilder();
    String format = "%-32s %-8s %5s %9s  %s%n";
    table.append(String.format(format, "SCENARIO", "ANSWER", "COUNT", "EXPLAINED", ""));
    for (Line line : lines) {
      table.append(
          String.format(
              format,
              line.name(),
              line.verdict().name().toLowerCase(Locale.ROOT),
              line.useCount(),
              line.explained(),
              line.details()));
    }
    table.append('\n').append(lines.size()).append(" scenarios");
    for (Verdict verdict : Verdict.values()) {
      long count = lines.stream().filter(line -> line.verdict() == verdict).count();
      table.append(", ").append(count).append(' ').append(verdict.words);
    }
    return table.append('\n').toString();
  }
}
