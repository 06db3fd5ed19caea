package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What must be given back. Each change is made under the log's lock with its undo already in the
 * log, so that a signal at any moment either finds the undo or prevents the change.
 */
final class UndoLog implements Closeable {
  private final Deque<Undo> undos = new ArrayDeque<>();
  private boolean closed;

  /** A change to the system. */
  interface Change {
    void make() throws IOException;
  }

  /** Takes a change back; it must do no harm where the change failed. */
  interface Undo {
    void run() throws IOException;
  }

  /** Opens something. */
  interface Opener<T extends Closeable> {
    T open() throws IOException;
  }

  /** Registers the undo, then makes the change; when it fails the undo stays registered. */
  synchronized void change(Undo undo, Change change) throws IOException {
    requireOpen();
    undos.push(undo);
    change.make();
  }

  /** Opens something that will be closed. */
  synchronized <T extends Closeable> T open(Opener<T> opener) throws IOException {
    requireOpen();
    T opened = opener.open();
    undos.push(opened::close);
    return opened;
  }

  /** Closes something that is open already. */
  synchronized void closing(Closeable open) {
    undos.push(open::close);
  }

  /** Gives everything to another owner: there is nothing to undo any more. */
  synchronized void handOver() {
    undos.clear();
  }

  /**
   * Runs every undo, the last one first, whatever fails; the first failure is thrown with the
   * others suppressed in it. A second caller waits for the first and then has nothing to do.
   */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    Throwable failure = null;
    for (Undo undo; (undo = undos.poll()) != null; ) {
      failure = run(undo, failure);
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  private static @Nullable Throwable run(Undo undo, @Nullable Throwable earlier) {
    try {
      undo.run();
      return earlier;
    } catch (IOException | RuntimeException | Error e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }

  private void requireOpen() throws InterruptedIOException {
    if (closed) {
      throw new InterruptedIOException("tracing was ended before it began");
    }
  }
}
