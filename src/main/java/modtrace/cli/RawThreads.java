package modtrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modtrace.tracefs.PageSink;
import modtrace.tracefs.RawReader;
import org.jspecify.annotations.Nullable;

/** One thread for each reader of raw buffers, until the tracing ends or one of them fails. */
final class RawThreads {
  private static final int TICK_MILLIS = 250;
  private static final int STACK_BYTES = 1 << 18;

  private final List<RawReader> readers;
  private final PageSink sink;
  private final Runnable failed;
  private final CountDownLatch running;
  private @Nullable Throwable failure;

  /**
   * @param failed ends the tracing
   */
  RawThreads(List<RawReader> readers, PageSink sink, Runnable failed) {
    this.readers = readers;
    this.sink = sink;
    this.failed = failed;
    running = new CountDownLatch(readers.size());
  }

  void start() {
    for (int i = 0; i < readers.size(); i++) {
      RawReader reader = readers.get(i);
      var thread = new Thread(null, () -> read(reader), "reader-" + i, STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Waits for their end; false when the time was over first. */
  boolean await(int millis) {
    try {
      return running.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws what the first one failed with. */
  synchronized void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void read(RawReader reader) {
    try {
      reader.begin();
      boolean more = true;
      while (more) {
        more = reader.read(sink, TICK_MILLIS);
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    } finally {
      running.countDown();
    }
  }

  /** Ends the tracing for that reason, the first of all being told. */
  void fail(Throwable why) {
    synchronized (this) {
      failure = failure == null ? why : failure;
    }
    failed.run();
  }
}
