package modtrace.text;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lines of bytes out of a stream, in place: the current one is {@code buffer[from, to)}, without
 * its line end.
 *
 * <p>A line is handed on as soon as its newline has come, so that a live trace can be followed.
 */
final class LineReader {
  /** Far more than the kernel's page-sized lines: a longer one is binary data. */
  static final int LONGEST_LINE = 1 << 16;

  private static final int CHUNK = 1 << 17;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final InputStream in;
  private final byte[] buffer = new byte[CHUNK];
  private int limit;
  private int next;
  private int from;
  private int to;
  private int moved;
  private long number;
  private int joined;
  private boolean terminated;
  private boolean ended;

  LineReader(InputStream in) {
    this.in = in;
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Number of the current line, from 1; of a joined one that of its first. */
  long number() {
    return number;
  }

  /** Whether the current line ended in a newline, or just with the input. */
  boolean terminated() {
    return terminated;
  }

  /** Goes on to the next line; false at the end of the input. */
  boolean next() throws IOException {
    from = next;
    if (!scanFrom(next)) {
      return false;
    }
    number += 1 + joined;
    joined = 0;
    return true;
  }

  /**
   * Lengthens the current line over its newline and the following line: a newline inside a task's
   * name.
   *
   * @return false, and nothing changed, where no further line comes
   */
  boolean join() throws IOException {
    if (!terminated) {
      return false;
    }
    int length = to - from;
    if (scanFrom(next)) {
      joined++;
      return true;
    }
    split(length);
    return false;
  }

  /**
   * Takes {@link #join} back: the current line ends at {@code length} bytes again, the rest is read
   * once more.
   */
  void split(int length) {
    to = from + length;
    next = to + 1;
    terminated = true;
    joined = 0;
  }

  private boolean scanFrom(int start) throws IOException {
    int scan = start;
    while (true) {
      int newline = indexOfNewline(scan);
      if (newline >= 0) {
        to = newline;
        next = newline + 1;
        terminated = true;
        return true;
      }
      if (ended) {
        return lastLine(start);
      }
      makeRoom();
      start -= moved;
      scan = limit;
      fill();
    }
  }

  private boolean lastLine(int start) {
    if (start >= limit) {
      return false;
    }
    to = limit;
    next = limit;
    terminated = false;
    return true;
  }

  private int indexOfNewline(int start) {
    int i = start;
    for (int end = limit - Long.BYTES; i <= end; i += Long.BYTES) {
      long word = (long) LONGS.get(buffer, i) ^ NEWLINES;
      long hit = (word - ONES) & ~word & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    for (; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Moves the current line to the front; of one that fills the whole buffer the end is dropped. */
  private void makeRoom() {
    moved = from;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
    }
    limit -= from;
    from = 0;
    if (limit == buffer.length) {
      limit = LONGEST_LINE;
    }
  }

  private void fill() throws IOException {
    int got = in.read(buffer, limit, buffer.length - limit);
    if (got < 0) {
      ended = true;
    } else {
      limit += got;
    }
  }
}
