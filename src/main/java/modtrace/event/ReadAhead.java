package modtrace.event;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is read on a thread of its own while its items are used on another, once it has
 * proved to be long. For a trace that stands still: what has come is not handed on at once.
 */
public final class ReadAhead implements TraceSource {
  /** So many items are read before a second thread is worth its start. */
  private static final int SHORT = 1024;

  private static final int BATCH = 1024;
  private static final int BATCHES = 4;
  private static final long PATIENCE_MILLIS = 100;

  private final TraceSource source;
  private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
  private int begun;
  private @Nullable Thread reader;
  private Batch current = new Batch();
  private int at;

  /** Items in order, and how the reading ended with the last of them. */
  private static final class Batch {
    final TraceItem[] items = new TraceItem[BATCH];
    int size;
    boolean last;
    @Nullable IOException failure;
    @Nullable Throwable defect;
  }

  public ReadAhead(TraceSource source) {
    this.source = source;
  }

  @Override
  public @Nullable TraceItem next() throws IOException {
    if (begun < SHORT) {
      begun++;
      return source.next();
    }
    if (reader == null) {
      reader = new Thread(this::readAll, "read ahead");
      reader.setDaemon(true);
      reader.start();
    }
    while (at == current.size) {
      if (current.last) {
        return ended();
      }
      current = take();
      at = 0;
    }
    return current.items[at++];
  }

  private @Nullable TraceItem ended() throws IOException {
    if (current.failure != null) {
      throw current.failure;
    }
    if (current.defect instanceof Error error) {
      throw error;
    }
    if (current.defect instanceof RuntimeException defect) {
      throw defect;
    }
    return null;
  }

  private Batch take() throws IOException {
    try {
      return read.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void readAll() {
    try {
      Batch batch;
      do {
        batch = batch();
        read.put(batch);
      } while (!batch.last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody wants the rest
    }
  }

  private Batch batch() {
    var batch = new Batch();
    try {
      while (batch.size < BATCH && !batch.last) {
        TraceItem item = source.next();
        if (item == null) {
          batch.last = true;
        } else {
          batch.items[batch.size++] = item;
        }
      }
    } catch (IOException e) {
      batch.last = true;
      batch.failure = e;
    } catch (RuntimeException | Error e) {
      batch.last = true;
      batch.defect = e;
    }
    return batch;
  }

  /** Of all that was read, used or not: ask at the end. */
  @Override
  public TraceTally tally() {
    return source.tally();
  }

  @Override
  public void close() throws IOException {
    Thread thread = reader;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(PATIENCE_MILLIS); // a read that waits for a writer cannot be interrupted
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    source.close();
  }
}
