package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The pages of one CPU, one after the other: mapped, or unpacked chunk by chunk. */
final class CpuPages {
  /** Pages are mapped so much at a time. */
  private static final int WINDOW = 1 << 26;

  /** trace-cmd packs ten pages at a time. */
  private static final int LARGEST_CHUNK = 1 << 24;

  private final DatBytes bytes;
  private final DatBuffer buffer;
  private final Packing packing;
  private final CpuData data;
  private final String what;
  private long at;
  private long left;
  private long chunks;
  private ByteBuffer pages = ByteBuffer.allocate(0);
  private long pagesOffset;
  private int index;

  CpuPages(DatBytes bytes, DatBuffer buffer, Packing packing, CpuData data) {
    this.bytes = bytes;
    this.buffer = buffer;
    this.packing = packing;
    this.data = data;
    this.at = data.offset();
    this.left = data.size();
    this.chunks = -1;
    this.what = "the data of CPU " + data.cpu();
  }

  /** Loads the next page; false at the end. */
  boolean next(SubBuffer page) throws IOException {
    if (index >= pages.limit() && !more()) {
      return false;
    }
    int length = Math.min(buffer.pageSize(), pages.limit() - index);
    page.load(pages, index, length, pagesOffset + index);
    index += length;
    return true;
  }

  private boolean more() throws IOException {
    index = 0;
    return buffer.packed() ? unpack() : map();
  }

  private boolean map() throws IOException {
    if (left == 0) {
      return false;
    }
    if (left < 0 || at < 0) {
      throw new DatException(at, what, Long.toUnsignedString(left) + " bytes cannot be");
    }
    if (at >= bytes.size()) {
      throw new DatException(at, what, "the file ends before, it is cut short");
    }
    long window = Math.max(WINDOW - WINDOW % buffer.pageSize(), buffer.pageSize());
    long length = Math.min(Math.min(left, window), bytes.size() - at);
    pages = bytes.map(at, length, what);
    pagesOffset = at;
    at += length;
    left -= length;
    return true;
  }

  private boolean unpack() throws IOException {
    if (chunks < 0) {
      if (left == 0) {
        return false;
      }
      left += 4; // the size in the file leaves out the number of chunks
      chunks = cursor(4).u32(what);
      advance(4);
    }
    do {
      if (chunks == 0) {
        return false;
      }
      chunks--;
      long packed = cursor(8).u32(what);
      pages = packing.chunk(cursor(8 + packed), LARGEST_CHUNK, pages, what);
      pagesOffset = at;
      advance(8 + packed);
    } while (pages.limit() == 0);
    return true;
  }

  private DatCursor cursor(long length) throws IOException {
    if (left < 0 || at < 0 || length > left) {
      throw new DatException(at, what, length + " bytes are needed, " + left + " left");
    }
    return new DatCursor(window(length), windowOffset);
  }

  private void advance(long length) {
    at += length;
    left -= length;
  }

  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowOffset;

  private ByteBuffer window(long length) throws IOException {
    if (at < windowOffset || at + length > windowOffset + window.limit()) {
      long most = Math.min(left, Math.max(0, bytes.size() - at));
      window = bytes.map(at, Math.max(length, Math.min(most, WINDOW)), what);
      windowOffset = at;
    }
    ByteBuffer part = window.duplicate().order(window.order());
    part.position((int) (at - windowOffset));
    return part.limit((int) (at - windowOffset + length));
  }

  int cpu() {
    return data.cpu();
  }
}
