package modtrace.dat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import modtrace.sys.Fd;

/** Puts the extents of a recording in order, into another file. */
final class DatWriterFinish {
  private final Fd from;
  private final Fd to;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(DatWriterExtents.EXTENT_BYTES);
  private long at;

  DatWriterFinish(Fd from, Fd to, long at) {
    this.from = from;
    this.to = to;
    this.at = at;
  }

  /** Where what comes next will be. */
  long at() {
    return at;
  }

  void copy(DatWriterCpu cpu) throws IOException {
    List<Long> extents = cpu.extents();
    long left = cpu.bytes();
    for (int i = 0; left > 0; i++) {
      int length = (int) Math.min(left, DatWriterExtents.EXTENT_BYTES);
      copy(extents.get(i), length);
      left -= length;
    }
  }

  private void copy(long start, int length) throws IOException {
    piece.clear().limit(length);
    while (piece.hasRemaining()) {
      if (from.readAt(piece, start + piece.position()) == 0) {
        throw new EOFException("the recording was cut short by somebody else");
      }
    }
    to.writeAt(piece.flip(), at);
    at += length;
  }
}
