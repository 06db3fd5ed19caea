package modtrace.dat;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one CPU, each unpacked on a thread beside while the one before it is read. What
 * unpacks is only ever called by one thread at a time.
 */
final class Unpacker<T> {
  /** One for all CPUs: the reader has the other processor. */
  private static final ExecutorService BESIDE =
      Executors.newSingleThreadExecutor(
          work -> {
            var thread = new Thread(work, "unpack");
            thread.setDaemon(true);
            return thread;
          });

  private final Callable<@Nullable T> chunks;
  private @Nullable Future<@Nullable T> next;

  /**
   * @param chunks gives the next chunk, null after the last; two of them are in use at a time
   */
  Unpacker(Callable<@Nullable T> chunks) {
    this.chunks = chunks;
  }

  /** The next chunk, which is valid up to the next call; null after the last. */
  @Nullable T next() throws IOException {
    Future<@Nullable T> begun = next == null ? BESIDE.submit(chunks) : next;
    T chunk = result(begun);
    next = chunk == null ? begun : BESIDE.submit(chunks);
    return chunk;
  }

  private static <T> @Nullable T result(Future<@Nullable T> begun) throws IOException {
    try {
      return begun.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
