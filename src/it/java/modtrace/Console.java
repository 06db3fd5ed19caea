package modtrace;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands in a document's console blocks, in their order, and what they print there. */
final class Console {
  /** In a document: lines that are not told. */
  private static final String AND_SO_ON = "…";

  /**
   * What differs from run to run: a pid, a time, a size, and the kernel's release, for Debian's
   * moves on.
   */
  private static final Pattern NUMBER =
      Pattern.compile("\\d+\\.\\d+\\.\\d+-\\d+-amd64|\\d+\\.\\d+|\\d{3,}");

  /** The comm of a shell's child that has exited by now. */
  private static final Pattern EXITED = Pattern.compile("\\bsh(?=-N | \\(N\\) took)");

  private Console() {}

  /**
   * A command, and what it prints.
   *
   * @param printed to standard output and standard error, line by line
   */
  record Step(String command, List<String> printed) {
    /** What a shell is given; we are root. */
    String script() {
      return command.replaceAll("\\bsudo ", "");
    }

    /**
     * A pattern of what it prints, but for numbers, and how many blanks stand between them. Of a
     * task that has exited the kernel may not have kept the comm.
     */
    Pattern expected() {
      return Pattern.compile(printed.stream().map(Step::expected).collect(joining()));
    }

    private static String expected(String line) {
      return line.equals(AND_SO_ON)
          ? "(?:.*\n)*"
          : EXITED.matcher(Pattern.quote(plain(line))).replaceAll("\\\\E(?:sh|<[.]{3}>)\\\\Q")
              + "\n";
    }

    static String plain(String text) {
      return NUMBER.matcher(text).replaceAll("N").replaceAll("  +", "  ");
    }
  }

  /** The lines of its shell blocks, which have no transcript. */
  static List<String> recipes(Path document) throws IOException {
    List<String> lines = new ArrayList<>();
    String block = "";
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        block = block.isEmpty() ? line : "";
      } else if (block.equals("```sh")) {
        lines.add(line);
      }
    }
    return lines;
  }

  static List<Step> of(Path document) throws IOException {
    List<Step> steps = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), new ArrayList<>()));
      } else if (console) {
        steps.get(steps.size() - 1).printed().add(line);
      }
    }
    return steps;
  }
}
