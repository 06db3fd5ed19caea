package modtrace.tracefs;

import java.util.regex.Pattern;

/** A pattern of glob(7) for names: {@code *}, {@code ?} and {@code [a-z]} or {@code [!a-z]}. */
record Glob(Pattern pattern) {
  static Glob of(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (end > 0) {
        regex.append(characterClass(glob.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** Only the dash keeps its meaning; a range that runs backwards matches as its characters. */
  private static String characterClass(String set) {
    boolean negated = set.length() > 1 && (set.startsWith("!") || set.startsWith("^"));
    String members = (negated ? set.substring(1) : set).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
    boolean backwards = members.length() == 3 && members.charAt(1) == '-';
    backwards &= members.length() == 3 && members.charAt(0) > members.charAt(2);
    return (negated ? "[^" : "[") + (backwards ? members.replace("-", "\\-") : members) + "]";
  }
}
