package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The pages of one CPU, one after the other: mapped, or unpacked chunk by chunk. */
final class CpuPages {
  /** Pages are mapped so much at a time. */
  private static final int WINDOW = 1 << 26;

  /** From so many packed bytes on it is worth to unpack on a thread beside. */
  private static final int LONG = 1 << 18;

  /** trace-cmd packs ten pages at a time. */
  private static final int LARGEST_CHUNK = 1 << 24;

  /** Unpacked pages, and where in the file their packed bytes begin. */
  private record Chunk(ByteBuffer pages, long offset) {}

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

  /** Unpacked chunks to be used again: one is read while the other is filled. */
  private final ByteBuffer[] room = {ByteBuffer.allocate(0), ByteBuffer.allocate(0)};

  private @Nullable Unpacker<Chunk> beside;

  CpuPages(DatBytes bytes, DatBuffer buffer, Packing packing, CpuData data) {
    this.bytes = bytes;
    this.buffer = buffer;
    this.packing = packing.another();
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
    if (beside == null && data.size() > LONG) {
      beside = new Unpacker<>(this::chunk);
    }
    Chunk chunk = beside == null ? chunk() : beside.next();
    if (chunk == null) {
      pages = ByteBuffer.allocate(0);
      return false;
    }
    pages = chunk.pages();
    pagesOffset = chunk.offset();
    return true;
  }

  /** The next chunk that is not empty, unpacked; null after the last. */
  private @Nullable Chunk chunk() throws IOException {
    if (chunks < 0) {
      if (left == 0) {
        return null;
      }
      left += 4; // the size in the file leaves out the number of chunks
      chunks = cursor(4).u32(what);
      advance(4);
    }
    while (chunks > 0) {
      chunks--;
      long from = at;
      long packed = cursor(8).u32(what);
      ByteBuffer chunk = packing.chunk(cursor(8 + packed), LARGEST_CHUNK, room[0], what);
      advance(8 + packed);
      room[0] = room[1];
      room[1] = chunk;
      if (chunk.limit() > 0) {
        return new Chunk(chunk, from);
      }
    }
    return null;
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
