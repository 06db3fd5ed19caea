package modtrace.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import modtrace.cli.Word.Value;
import modtrace.render.Look;

/** Whether standard output is a terminal, and what that may be shown. */
final class TerminalLook {
  private TerminalLook() {}

  /** The option that says when text is painted. */
  static Value<String> color() {
    return Value.oneOf(
        List.of("auto", "always", "never"),
        "WHEN",
        "Paint the text: always, never, or auto, which is on a terminal that can (default: auto).",
        "--color");
  }

  static Look of(Invocation invocation, Value<String> color) {
    OptionalInt width = width(invocation);
    boolean painted =
        switch (color.getOr("auto")) {
          case "always" -> true;
          case "never" -> false;
          default -> isPainted(width.isPresent(), invocation.environment());
        };
    return new Look(width.orElse(0), painted, invocation.isUtf8());
  }

  /** By no-color.org and bixense.com/clicolors: an empty NO_COLOR says nothing. */
  static boolean isPainted(boolean terminal, Map<String, String> environment) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (!List.of("", "0").contains(environment.getOrDefault("CLICOLOR_FORCE", ""))) {
      return true;
    }
    return terminal && !List.of("", "dumb").contains(environment.getOrDefault("TERM", ""));
  }

  /** Of the terminal; the kernel is asked only where it can be one. */
  private static OptionalInt width(Invocation invocation) {
    if (!(invocation.streams().out() instanceof FileOutputStream)) {
      return OptionalInt.empty();
    }
    try {
      String out = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return out.startsWith("/dev/") && !out.equals("/dev/null")
          ? invocation.kernel().get().terminalWidth(1)
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty(); // without /proc nothing is known of it
    }
  }
}
