package modtrace.tracefs;

/**
 * A pattern of glob(7) for names: {@code *}, {@code ?} and {@code [a-z]} or {@code [!a-z]}. A range
 * that runs backwards has nothing in it.
 */
record Glob(String pattern) {
  static Glob of(String glob) {
    return new Glob(glob);
  }

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
        p = Math.max(p, endOfSet(p)) + 1;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resumed;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }

  private boolean accepts(int at, char c) {
    int end = endOfSet(at);
    if (end < 0) {
      return pattern.charAt(at) == '?' || pattern.charAt(at) == c;
    }
    boolean negated = end > at + 2 && "!^".indexOf(pattern.charAt(at + 1)) >= 0;
    return has(pattern.substring(at + (negated ? 2 : 1), end), c) != negated;
  }

  private static boolean has(String set, char c) {
    int at = 0;
    boolean found = false;
    while (at < set.length()) {
      boolean range = at + 2 < set.length() && set.charAt(at + 1) == '-';
      char last = set.charAt(range ? at + 2 : at);
      found |= set.charAt(at) <= c && c <= last;
      at += range ? 3 : 1;
    }
    return found;
  }

  /** Where the brackets close that open here; -1 where none open. */
  private int endOfSet(int at) {
    return pattern.charAt(at) == '[' ? pattern.indexOf(']', at + 2) : -1;
  }
}
