package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --help} prints, written down: to lay it out takes picocli more than half of the time.
 * A test holds it against the words that picocli knows.
 */
final class HelpText {
  private static final List<String> OPTIONS = List.of("--help", "-h");

  private HelpText() {}

  /** The help of modtrace or of a verb; null where the words ask for something else. */
  static byte @Nullable [] askedFor(String... words) throws IOException {
    boolean asked = words.length > 0 && OPTIONS.contains(words[words.length - 1]);
    if (!asked || words.length > 2 || !words[0].matches("[a-z-]+")) {
      return null;
    }
    return of(words.length == 1 ? "modtrace" : words[0]);
  }

  /** Of one verb; null where there is none of that name. */
  static byte @Nullable [] of(String verb) throws IOException {
    try (InputStream in = HelpText.class.getResourceAsStream("help/" + verb + ".txt")) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
