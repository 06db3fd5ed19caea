package modtrace.tracefs;

import java.io.IOException;

/** A signal's thread: it closes an instance while another one uses it. */
final class SignalThread {
  private static final int BLOCKED_AFTER_MILLIS = 2;

  private final Thread thread;

  SignalThread(TraceInstance instance) {
    thread =
        new Thread(
            () -> {
              try {
                instance.close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  /** The signal comes; returns when it was dealt with, or waits for the one it interrupted. */
  void arrive() {
    thread.start();
    try {
      thread.join(BLOCKED_AFTER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void join() throws InterruptedException {
    thread.join();
  }
}
