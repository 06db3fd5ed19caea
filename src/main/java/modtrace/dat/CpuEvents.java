package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The events of one CPU of one buffer; the current one is looked at in place. */
final class CpuEvents {
  private final CpuPages pages;
  private final SubBuffer page;
  private final TimeStamps stamps;
  private final @Nullable ModuleFilter filter;
  private final int buffer;
  private final int rank;
  private long lost;
  private boolean loaded;
  private long time;

  /**
   * @param filter what to pass over; null for nothing
   */
  CpuEvents(
      CpuPages pages,
      SubBuffer page,
      TimeStamps stamps,
      @Nullable ModuleFilter filter,
      int buffer,
      int rank) {
    this.filter = filter;
    this.pages = pages;
    this.page = page;
    this.stamps = stamps;
    this.buffer = buffer;
    this.rank = rank;
  }

  /** Goes to the next event that is not passed over; false after the last. */
  boolean next() throws IOException {
    lost = 0;
    if (!step()) {
      return false;
    }
    time = stamps.nanos(page.time(), pages.cpu());
    return true;
  }

  private boolean step() throws IOException {
    while (!loaded || !stepOnPage()) {
      loaded = false;
      if (!pages.next(page)) {
        return false;
      }
      loaded = true;
      if (page.lost() != 0) {
        lost = lost < 0 || page.lost() < 0 ? -1 : lost + page.lost();
      }
    }
    return true;
  }

  /** After a loss nothing is passed over, so that the loss is told in its place. */
  private boolean stepOnPage() throws IOException {
    if (filter == null || lost != 0) {
      return page.next();
    }
    return page.next(filter);
  }

  /** How many events are missing just before this one; -1 when that is not known. */
  long lost() {
    return lost;
  }

  int cpu() {
    return pages.cpu();
  }

  /** Index of the buffer among the recording's. */
  int bufferIndex() {
    return buffer;
  }

  /** Its place among all CPUs of all buffers. */
  int rank() {
    return rank;
  }

  /** When it happened, corrected as the recording says. */
  long time() {
    return time;
  }

  /** Where the event is in the file; for packed data, about where. */
  long offset() {
    return page.offset();
  }

  /** The page that the event is in, as bytes. */
  byte[] page() {
    return page.bytes();
  }

  /** The page that the event is in, as a buffer. */
  ByteBuffer bytes() {
    return page.buffer();
  }

  /** Index of the event's first byte in {@link #bytes}. */
  int at() {
    return page.at();
  }

  /** Bytes of the event. */
  int size() {
    return page.size();
  }
}
