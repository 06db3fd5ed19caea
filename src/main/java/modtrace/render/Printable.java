package modtrace.render;

/** Text out of a trace or a file, made safe for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * The text with every character that a terminal may obey written as {@code \n}, {@code \t} or
   * {@code \x1b}: a task may call itself anything.
   */
  public static String text(String raw) {
    int i = 0;
    while (i < raw.length() && isPlain(raw.charAt(i))) {
      i++;
    }
    return i == raw.length() ? raw : escaped(raw);
  }

  /** As {@link #text}, for what is laid out in lines and columns: these stay. */
  static String lines(String raw) {
    int i = 0;
    while (i < raw.length() && (isPlain(raw.charAt(i)) || isLayout(raw.charAt(i)))) {
      i++;
    }
    if (i == raw.length()) {
      return raw;
    }
    var text = new StringBuilder(raw.length() + 8);
    raw.codePoints().forEach(c -> appendLaidOut(text, c));
    return text.toString();
  }

  private static void appendLaidOut(StringBuilder text, int c) {
    if (isLayout(c)) {
      text.append((char) c);
    } else {
      append(text, c);
    }
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\t';
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F;
  }

  private static String escaped(String raw) {
    var text = new StringBuilder(raw.length() + 8);
    raw.codePoints().forEach(c -> append(text, c));
    return text.toString();
  }

  private static void append(StringBuilder text, int c) {
    switch (c) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (isSafe(c)) {
          text.appendCodePoint(c);
        } else {
          text.append(escape(c));
        }
      }
    }
  }

  /** Such as {@code \\xf6} or {@code \\u4e2d}. */
  static String escape(int c) {
    return String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c);
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
