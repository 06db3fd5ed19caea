package modtrace.dat;

/**
 * The text of a {@code print fmt}, word by word: names, numbers, strings, and the signs of C.
 * Strings that stand side by side are one.
 */
final class PrintTokens {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  private static final String[] LONG_SIGNS = {"->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||"};

  private final String text;
  private int next;
  private Kind kind = Kind.END;
  private String word = "";

  /** Stands at the first word. */
  PrintTokens(String text) throws UnknownPrintException {
    this.text = text;
    advance();
  }

  Kind kind() {
    return kind;
  }

  /** The word itself; of a string its contents. */
  String word() {
    return word;
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && word.equals(sign);
  }

  /** Goes on if this sign is here; tells whether it was. */
  boolean skip(String sign) throws UnknownPrintException {
    if (!is(sign)) {
      return false;
    }
    advance();
    return true;
  }

  void expect(String sign) throws UnknownPrintException {
    if (!skip(sign)) {
      throw new UnknownPrintException();
    }
  }

  /** The word of this kind that must be here; goes on. */
  String take(Kind wanted) throws UnknownPrintException {
    if (kind != wanted) {
      throw new UnknownPrintException();
    }
    String taken = word;
    advance();
    return taken;
  }

  /** Where this reader stands, for {@link #back}. */
  int mark() {
    return next - (kind == Kind.END ? 0 : word.length());
  }

  /** Goes back to a place that was a name or a sign. */
  void back(int mark) throws UnknownPrintException {
    next = mark;
    advance();
  }

  void advance() throws UnknownPrintException {
    blanks();
    if (next >= text.length()) {
      kind = Kind.END;
      word = "";
      return;
    }
    char first = text.charAt(next);
    if (first == '"') {
      kind = Kind.STRING;
      word = strings();
    } else if (isInWord(first)) {
      kind = first <= '9' ? Kind.NUMBER : Kind.NAME;
      word = run();
    } else {
      kind = Kind.SIGN;
      word = sign();
    }
  }

  private void blanks() {
    while (next < text.length() && text.charAt(next) <= ' ') {
      next++;
    }
  }

  private String run() {
    int from = next;
    while (next < text.length() && isInWord(text.charAt(next))) {
      next++;
    }
    return text.substring(from, next);
  }

  private static boolean isInWord(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  private String sign() {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, next)) {
        next += 2;
        return sign;
      }
    }
    return String.valueOf(text.charAt(next++));
  }

  private String strings() throws UnknownPrintException {
    var all = new StringBuilder();
    while (next < text.length() && text.charAt(next) == '"') {
      next++;
      string(all);
      blanks();
    }
    return all.toString();
  }

  private void string(StringBuilder all) throws UnknownPrintException {
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '"') {
        return;
      }
      all.append(c == '\\' ? escaped() : c);
    }
    throw new UnknownPrintException();
  }

  private char escaped() throws UnknownPrintException {
    char c = next < text.length() ? text.charAt(next++) : 0;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case '"', '\\' -> c;
      default -> throw new UnknownPrintException();
    };
  }
}
