package modtrace.finder;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names as they may stand in a command. */
final class ShellWord {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

  private ShellWord() {}

  /** The name, quoted where it must be; null for one that cannot be put into a line safely. */
  static @Nullable String of(String name) {
    if (PLAIN.matcher(name).matches()) {
      return name;
    }
    boolean isQuotable =
        PRINTABLE.matcher(name).matches() && name.indexOf('\'') < 0 && name.charAt(0) != '-';
    return isQuotable ? "'" + name + "'" : null;
  }
}
