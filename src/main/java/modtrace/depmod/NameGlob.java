package modtrace.depmod;

/**
 * A pattern of an alias: {@code *}, {@code ?} and {@code [0-9]}, as fnmatch(3) has them; {@code -}
 * and {@code _} are the same, but within brackets. Matching takes no more than pattern times name.
 */
final class NameGlob {
  private final String pattern;

  NameGlob(String pattern) {
    this.pattern = underscores(pattern);
  }

  /** As modules and their aliases are compared: with {@code _} for {@code -} outside brackets. */
  static String underscores(String name) {
    if (name.indexOf('-') < 0) {
      return name;
    }
    var text = new StringBuilder(name);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '[') {
        int end = text.indexOf("]", i + 2);
        i = end < 0 ? i : end;
      } else if (text.charAt(i) == '-') {
        text.setCharAt(i, '_');
      }
    }
    return text.toString();
  }

  /** Whether it means itself alone. */
  static boolean isPlain(String pattern) {
    return pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /**
   * Whether it means the name.
   *
   * @param name with underscores
   */
  boolean matches(String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resumed = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resumed = n;
      } else if (p < pattern.length() && accepts(p, name.charAt(n))) {
        p = next(p);
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resumed;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private boolean accepts(int at, char c) {
    int end = endOfSet(at);
    if (end < 0) {
      return pattern.charAt(at) == '?' || pattern.charAt(at) == c;
    }
    boolean negated = pattern.charAt(at + 1) == '!' || pattern.charAt(at + 1) == '^';
    boolean found = false;
    for (int i = at + (negated ? 2 : 1); i < end; i++) {
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        found |= pattern.charAt(i) == c;
      }
    }
    return found != negated;
  }

  private int next(int at) {
    int end = endOfSet(at);
    return end < 0 ? at + 1 : end + 1;
  }

  /** Where the brackets that open here close; -1 where none open. */
  private int endOfSet(int at) {
    return pattern.charAt(at) == '[' ? pattern.indexOf(']', at + 2) : -1;
  }
}
