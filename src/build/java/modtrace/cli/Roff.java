package modtrace.cli;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text as roff, in the fonts of a manual page (man-pages(7)). */
final class Roff {
  private static final String OPTION = "(?<![\\w-])--?[A-Za-z][A-Za-z-]*+(?!\\w)";

  /** Of a synopsis: what is typed as it stands, and what is not. */
  private static final Pattern SYNOPSIS = Pattern.compile("(-[A-Za-z-]*|[a-z]+)|([A-Z]{2,})");

  private final Pattern marked;

  /** {@code labels} are the words that stand for what a user puts in their place. */
  Roff(Collection<String> labels) {
    marked = Pattern.compile("(" + OPTION + ")|\\b(" + String.join("|", labels) + ")\\b");
  }

  /**
   * A paragraph: options are bold, what stands for something else is in italics; each sentence
   * begins a line (man-pages(7)).
   */
  String text(String plain) {
    return notAMacro(fonts(plain, marked)).replaceAll("[.] (?=[A-Z])", ".\n");
  }

  /** The words after the command's own of a line of a synopsis; nothing in brackets is broken. */
  static String synopsis(String words) {
    var line = new StringBuilder();
    int depth = 0;
    for (char c : fonts(words, SYNOPSIS).toCharArray()) {
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      line.append(c == ' ' && depth > 0 ? "\\~" : String.valueOf(c));
    }
    return line.toString();
  }

  private static String fonts(String plain, Pattern marked) {
    var line = new StringBuilder();
    Matcher word = marked.matcher(plain);
    int from = 0;
    while (word.find()) {
      line.append(escaped(plain.substring(from, word.start())));
      line.append(word.group(1) != null ? bold(word.group()) : italic(word.group()));
      from = word.end();
    }
    return line.append(escaped(plain.substring(from))).toString();
  }

  static String bold(String plain) {
    return "\\fB" + escaped(plain) + "\\fR";
  }

  static String italic(String plain) {
    return "\\fI" + escaped(plain) + "\\fR";
  }

  /** As it stands: a dash is a dash that can be copied into a shell (groff_man(7)). */
  static String escaped(String plain) {
    return plain
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
        .replace("`", "\\(ga");
  }

  private static String notAMacro(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }
}
