package modtrace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** The file's bytes, mapped piece by piece: none of it is copied, and none need fit into a heap. */
final class DatBytes implements Closeable {
  private static final int LARGEST_PIECE = 1 << 30;

  private final FileChannel channel;
  private final long size;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  DatBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  FileChannel channel() {
    return channel;
  }

  void order(ByteOrder newOrder) {
    order = newOrder;
  }

  ByteOrder order() {
    return order;
  }

  /** A range of the file; fails when the file does not have it. */
  ByteBuffer map(long offset, long length, String what) throws IOException {
    if (offset < 0 || offset > size) {
      throw new DatException(offset, what, "the file ends at " + size);
    }
    if (length < 0 || length > size - offset) {
      throw new DatException(
          offset,
          what,
          Long.toUnsignedString(length) + " bytes are needed, " + (size - offset) + " left");
    }
    if (length > LARGEST_PIECE) {
      throw new DatException(offset, what, length + " bytes are more than modtrace takes at once");
    }
    return channel.map(MapMode.READ_ONLY, offset, length).order(order);
  }

  /** From an offset to the end, or as much of it as can be mapped at once. */
  DatCursor from(long offset, String what) throws IOException {
    long length = Math.max(0, Math.min(LARGEST_PIECE, size - offset));
    return new DatCursor(map(offset, length, what), offset);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
