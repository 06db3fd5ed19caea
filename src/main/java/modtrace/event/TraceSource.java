package modtrace.event;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A trace, read from its beginning to its end, once. */
public interface TraceSource extends Closeable {
  /**
   * The next item, waiting for it where the trace is still being written; null at the end.
   *
   * @throws IOException when the input cannot be read any further
   */
  @Nullable TraceItem next() throws IOException;

  /** What was read so far. */
  TraceTally tally();
}
