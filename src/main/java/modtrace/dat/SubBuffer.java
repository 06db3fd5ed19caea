package modtrace.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One page of a ring buffer, walked event by event (kernel/trace/ring_buffer.c, and {@code
 * events/header_event}).
 *
 * <p>An event begins with a word: 5 bits type or length, 27 bits of time since the one before. The
 * object is used again for page after page.
 */
final class SubBuffer {
  /** The writer lost events before this page (RB_MISSED_EVENTS). */
  private static final long MISSED = 1L << 31;

  /** How many were lost stands after the data (RB_MISSED_STORED). */
  private static final long MISSED_STORED = 1L << 30;

  private static final long COMMIT = (1L << 27) - 1;
  private static final int LENGTH_FOLLOWS = 0;
  private static final int LONGEST_IN_WORDS = 28;
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;
  private static final long DELTA = (1L << 27) - 1;

  /** An absolute stamp has 59 bits; the rest are those of the time so far. */
  private static final long ABSOLUTE = (1L << 59) - 1;

  private final PageLayout layout;
  private final boolean bigEndian;
  private final ByteOrder order;
  private byte[] bytes = new byte[0];
  private ByteBuffer page = ByteBuffer.allocate(0);
  private long fileOffset;
  private int end;
  private int next;
  private long time;
  private long lost;
  private int at;
  private int size;

  SubBuffer(PageLayout layout, ByteOrder order) {
    this.layout = layout;
    this.order = order;
    this.bigEndian = order == ByteOrder.BIG_ENDIAN;
  }

  /**
   * Goes to the beginning of a page, which is copied.
   *
   * @param from index of the page in the buffer, which has {@code length} bytes from there
   * @param offset of the page in the file
   */
  void load(ByteBuffer buffer, int from, int length, long offset) throws DatException {
    fileOffset = offset;
    if (length < layout.dataOffset()) {
      throw failure(0, "it is cut short after " + length + " bytes");
    }
    copy(buffer, from, length);
    time = Words.s64(bytes, layout.timestampOffset(), bigEndian);
    long commit = word(layout.commitOffset());
    long committed = commit & COMMIT;
    if (committed > length - layout.dataOffset()) {
      throw failure(0, committed + " bytes are committed, the page has fewer");
    }
    next = layout.dataOffset();
    end = next + (int) committed;
    lost = lost(commit, length);
  }

  private void copy(ByteBuffer buffer, int from, int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
      page = ByteBuffer.wrap(bytes).order(order);
    }
    buffer.get(from, bytes, 0, length);
  }

  private long lost(long commit, int pageEnd) {
    if ((commit & MISSED) == 0) {
      return 0;
    }
    boolean stored = (commit & MISSED_STORED) != 0 && end + layout.commitSize() <= pageEnd;
    return stored ? word(end) : -1;
  }

  private long word(int index) {
    return layout.commitSize() == 8
        ? Words.s64(bytes, index, bigEndian)
        : Words.u32(bytes, index, bigEndian);
  }

  /** How many events are missing before this page; -1 when that is not known. */
  long lost() {
    return lost;
  }

  /** Goes to the next event; false at the end of the page. */
  boolean next() throws DatException {
    while (next < end) {
      if (end - next < 4) {
        throw failure(next, "an event is cut short");
      }
      if (step()) {
        return true;
      }
    }
    return false;
  }

  /**
   * As {@link #next()}, to the next event that the filter lets pass; over most of the others in a
   * loop that does nothing else.
   */
  boolean next(ModuleFilter filter) throws DatException {
    while (next()) {
      if (filter.passes(bytes, at, size)) {
        return true;
      }
      if (!bigEndian) {
        skip(filter);
      }
    }
    return false;
  }

  /** To an event that the filter lets pass, or to what is no plain event. */
  private void skip(ModuleFilter filter) {
    byte[] from = bytes;
    int place = next;
    int last = end - 4;
    long now = time;
    while (place <= last) {
      int word = Words.s32(from, place, false);
      int length = (word & 31) << 2;
      if (length == 0 || length > LONGEST_IN_WORDS * 4 || length > last - place) {
        break;
      }
      if (filter.passes(from, place + 4, length)) {
        break;
      }
      now += word >>> 5;
      place += 4 + length;
    }
    next = place;
    time = now;
  }

  /** Over one word and what belongs to it; whether that is an event. */
  private boolean step() throws DatException {
    int word = Words.s32(bytes, next, bigEndian);
    int type = bigEndian ? word >>> 27 : word & 31;
    long delta = (bigEndian ? word : word >>> 5) & DELTA;
    at = next + 4;
    switch (type) {
      case PADDING -> pad(delta);
      case TIME_EXTEND -> time += delta + (extended() << 27);
      case TIME_STAMP -> time = (time & ~ABSOLUTE) | ((delta + (extended() << 27)) & ABSOLUTE);
      default -> {
        time += delta;
        size(type);
        return true;
      }
    }
    return false;
  }

  private void pad(long delta) throws DatException {
    time += delta;
    if (delta == 0) {
      next = end;
    } else {
      next = after(extended());
    }
  }

  private void size(int type) throws DatException {
    if (type == LENGTH_FOLLOWS) {
      long length = extended() - 4;
      at += 4;
      next = after(length < 0 ? -1 : (length + 3) & ~3L);
    } else {
      next = after(Math.min(type, LONGEST_IN_WORDS) * 4L);
    }
    size = next - at;
  }

  /** The word after the event's first. */
  private long extended() throws DatException {
    next = after(4);
    return Words.u32(bytes, at, bigEndian);
  }

  private int after(long length) throws DatException {
    if (length < 0 || length > end - at) {
      throw failure(at, "an event of " + length + " bytes runs over the page's end");
    }
    return at + (int) length;
  }

  private DatException failure(int index, String why) {
    return new DatException(fileOffset + index, "a page of events", why);
  }

  /** Where in the file the event is. */
  long offset() {
    return fileOffset + at;
  }

  /** The page, as bytes. */
  byte[] bytes() {
    return bytes;
  }

  /** The page, as a buffer. */
  ByteBuffer buffer() {
    return page;
  }

  /** Index of the event's first byte in {@link #buffer}. */
  int at() {
    return at;
  }

  /** Bytes of the event. */
  int size() {
    return size;
  }

  /** When it happened, in the trace clock's own units. */
  long time() {
    return time;
  }
}
