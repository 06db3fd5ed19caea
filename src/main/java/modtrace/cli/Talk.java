package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import modtrace.render.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What modtrace says beside the result, on standard error: one line a matter, each beginning with
 * its name.
 */
final class Talk {
  private final PrintStream err;
  private final boolean quiet;
  private final @Nullable Logger log;

  Talk(OutputStream err, boolean quiet, boolean verbose) {
    this.err = new PrintStream(err, true, UTF_8);
    this.quiet = quiet;
    this.log = verbose ? LoggerFactory.getLogger("modtrace") : null;
  }

  /** Something the user must know to judge the result. */
  void warn(String message) {
    if (!quiet) {
      line("modtrace: " + Printable.text(message));
    }
  }

  /** How things go. */
  void note(String message) {
    warn(message);
  }

  /** Why there is no result. */
  void error(String message) {
    line("modtrace: " + Printable.text(message));
  }

  /** For {@code -v}. */
  void detail(String message) {
    if (log != null) {
      log.debug(Printable.text(message));
    }
  }

  void detail(Throwable cause) {
    if (log != null) {
      log.debug("here", cause);
    }
  }

  /** Text of our own that fills more than a line. */
  void raw(String text) {
    err.print(text);
    err.flush();
  }

  private void line(String line) {
    err.print(line + '\n');
    err.flush();
  }
}
