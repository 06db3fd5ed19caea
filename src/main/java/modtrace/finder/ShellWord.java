package modtrace.finder;

import org.jspecify.annotations.Nullable;

/** Names as one word of a shell command. */
final class ShellWord {
  private ShellWord() {}

  /** In single quotes where it needs them; null for what could not be read as it is. */
  static @Nullable String of(String name) {
    if (name.matches("[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*")) {
      return name;
    }
    boolean plain = name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\'' || c == 0xfffd);
    return plain && !name.startsWith("-") && !name.isEmpty() ? "'" + name + "'" : null;
  }
}
