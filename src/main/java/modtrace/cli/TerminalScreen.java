package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import modtrace.sys.Signals;
import modtrace.sys.SyscallException;
import modtrace.sys.Terminal;
import modtrace.sys.Terminal.Size;

/**
 * The terminal while a screen is drawn on it: the alternate screen of those that have one, so that
 * what stood there before comes back. Any thread may leave it at any time.
 */
final class TerminalScreen {
  /** Alternate screen, cursor hidden, no going on in the next line (xterm's ctlseqs). */
  private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";

  /** Below what was drawn, for a terminal without an alternate screen. */
  private static final String LEAVE = "\033[?7h\033[?25h\033[999;1H\r\n\033[?1049l";

  private static final String CLEAR = "\033[2J";
  private static final String HOME = "\033[H";

  /** Before a line's text: after one that fills the row it would take the last character. */
  private static final String EMPTY_LINE = "\033[K";

  /** The rows below the last line. */
  private static final String REST = "\r\n\033[J";

  private final Terminal terminal;
  private final OutputStream out;
  private volatile boolean entered;
  private volatile boolean left;
  private String drawn = "";
  private Size drawnAt = new Size(0, 0);

  TerminalScreen(Terminal terminal, OutputStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  /** Whether there is a terminal to draw on now; not so in the background. */
  boolean isOurs() {
    return !left && terminal.isForeground();
  }

  Size size() {
    return terminal.size();
  }

  /** Brings the terminal to show these lines, made for that size. */
  synchronized void show(List<String> lines, Size size) throws IOException {
    if (!isOurs()) {
      return;
    }
    if (!entered) {
      terminal.takeKeys();
      entered = true;
      drawnAt = new Size(0, 0);
      write(ENTER);
    }
    String rest = lines.size() < size.rows() ? REST : "";
    String text = HOME + EMPTY_LINE + String.join("\r\n" + EMPTY_LINE, lines) + rest;
    if (!size.equals(drawnAt)) {
      write(CLEAR);
    }
    if (!text.equals(drawn) || !size.equals(drawnAt)) {
      write(text);
      drawn = text;
      drawnAt = size;
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /** {@code ^Z}: stops the process, on the terminal as it was before; continued, draws anew. */
  synchronized void stopProcess(String signal) {
    restore();
    Signals.raiseUnhandled(signal);
  }

  /** The process was stopped and goes on: who knows what was done to the terminal meanwhile. */
  synchronized void enterAgain() {
    entered = false;
  }

  /** For good; the modes first, for another thread's write to the terminal may hang. */
  void leave() {
    left = true;
    if (entered) {
      giveBackModes();
    }
    synchronized (this) {
      restore();
    }
  }

  private void restore() {
    if (entered) {
      entered = false;
      giveBackModes();
      try {
        write(LEAVE);
      } catch (IOException e) {
        // The terminal is gone.
      }
    }
  }

  private void giveBackModes() {
    try {
      terminal.giveBack();
    } catch (SyscallException e) {
      // The terminal is gone.
    }
  }
}
