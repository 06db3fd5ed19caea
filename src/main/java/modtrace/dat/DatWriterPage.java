package modtrace.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A sub-buffer of the kernel's: the stamp of its first event, the number of data bytes, and events
 * of which each tells the time since the one before (include/linux/ring_buffer.h).
 */
final class DatWriterPage {
  /** Stamp and number of data bytes, 8 bytes each: we run on 64-bit kernels only. */
  static final int HEADER_BYTES = 16;

  private static final int COMMIT = 8;
  private static final int MISSED_EVENTS = 1 << 31;
  private static final int MISSED_STORED = 1 << 30;
  private static final int DATA_MASK = ~(MISSED_EVENTS | MISSED_STORED);

  /** Lengths of events (enum ring_buffer_type); what is less is a number of 4-byte words. */
  private static final int PADDING = 29;

  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;
  private static final int DELTA_BITS = 27;
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final int pageBytes;
  private long events;
  private long end;
  private boolean endKnown;

  DatWriterPage(int pageBytes) {
    this.pageBytes = pageBytes;
  }

  /** Walks through the events of the page that begins there. */
  void walk(ByteBuffer pages, int page) {
    events = 0;
    endKnown = true;
    end = pages.getLong(page);
    int limit = page + HEADER_BYTES + dataBytes(pages, page);
    for (int at = page + HEADER_BYTES; at + Integer.BYTES <= limit; ) {
      at += step(pages, at, limit);
    }
  }

  /** How many events the page had that was walked through. */
  long events() {
    return events;
  }

  /** Whether the events of another page just go on where those of the walked one end. */
  boolean isContinuedBy(ByteBuffer pages, int page) {
    return endKnown && pages.getLong(page) == end && !missed(pages, page);
  }

  /** Where its data ends, were it not cut off by the page. */
  int dataBytes(ByteBuffer pages, int page) {
    return Math.min(commit(pages, page) & DATA_MASK, pageBytes - HEADER_BYTES);
  }

  void setDataBytes(ByteBuffer pages, int page, int bytes) {
    pages.putLong(page + COMMIT, bytes);
  }

  /** Whether events are missing before those of the page. */
  boolean missed(ByteBuffer pages, int page) {
    return (commit(pages, page) & MISSED_EVENTS) != 0;
  }

  /** How many are missing; at least one where the kernel does not tell. */
  long missedEvents(ByteBuffer pages, int page) {
    if (!missed(pages, page)) {
      return 0;
    }
    int at = HEADER_BYTES + dataBytes(pages, page);
    boolean stored = (commit(pages, page) & MISSED_STORED) != 0;
    return stored && at + Long.BYTES <= pageBytes ? Math.max(1, pages.getLong(page + at)) : 1;
  }

  private static int commit(ByteBuffer pages, int page) {
    return pages.getInt(page + COMMIT + (LITTLE ? 0 : Integer.BYTES));
  }

  /** Books one event, and tells how many bytes it takes. */
  private int step(ByteBuffer pages, int at, int limit) {
    int word = pages.getInt(at);
    int length = LITTLE ? word & 31 : word >>> DELTA_BITS;
    long delta = LITTLE ? word >>> 5 : word & ((1 << DELTA_BITS) - 1);
    int next = at + 2 * Integer.BYTES <= limit ? pages.getInt(at + Integer.BYTES) : 0;
    return switch (length) {
      case PADDING -> delta == 0 ? limit - at : Integer.BYTES + Math.max(0, next);
      case TIME_EXTEND -> {
        end += (Integer.toUnsignedLong(next) << DELTA_BITS) + delta;
        yield 2 * Integer.BYTES;
      }
      case TIME_STAMP -> {
        endKnown = false;
        yield 2 * Integer.BYTES;
      }
      case 0 -> {
        book(delta);
        yield Integer.BYTES + Math.max(Integer.BYTES, (next + 3) & ~3);
      }
      default -> {
        book(delta);
        yield Integer.BYTES + length * Integer.BYTES;
      }
    };
  }

  private void book(long delta) {
    events++;
    end += delta;
  }
}
