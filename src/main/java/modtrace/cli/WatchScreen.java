package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import modtrace.sys.Signals;
import modtrace.sys.Terminal.Size;
import org.jspecify.annotations.Nullable;

/**
 * Draws a screen five times a second at most, and takes the keys, in a thread of its own: a
 * terminal may be slow.
 */
final class WatchScreen {
  private static final int TICK_MILLIS = 200;
  private static final long PATIENCE_MILLIS = 1000;

  private final TerminalScreen screen;
  private final InputStream keys;
  private final Function<Size, List<String>> lines;
  private final Runnable end;
  private final Thread thread = new Thread(this::run, "screen");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Throwable defect;

  /**
   * Of what is drawn by it alone.
   *
   * @param lines what is to be seen now
   * @param end called when a key says so
   */
  WatchScreen(
      TerminalScreen screen, InputStream keys, Function<Size, List<String>> lines, Runnable end) {
    this.screen = screen;
    this.keys = keys;
    this.lines = lines;
    this.end = end;
    thread.setDaemon(true);
  }

  void start() {
    Signals.handle(screen::stopProcess, "TSTP");
    Signals.handle(signal -> screen.enterAgain(), "CONT");
    thread.start();
  }

  private void run() {
    try {
      do {
        if (screen.isOurs()) {
          Size size = screen.size();
          screen.show(lines.apply(size), size);
          heed();
        }
      } while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The terminal is gone; the kernel tells that by a signal.
    } catch (RuntimeException | Error e) {
      defect = e;
      end.run();
    }
  }

  private void heed() throws IOException {
    while (screen.isOurs() && keys.available() > 0) {
      int key = keys.read();
      if (key == 'q' || key == 'Q') {
        end.run();
      }
    }
  }

  /** Leaves the terminal as it was. */
  void close() {
    closed.countDown();
    screen.leave();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (defect != null) {
      throw new IllegalStateException(defect);
    }
  }
}
