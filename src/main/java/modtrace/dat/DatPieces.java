package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the data of each CPU is in a recording of modtrace's that was killed, or ended on a full
 * disk: in the extents of its book ({@link DatWriterExtents}), of which the table of the file knows
 * only the first.
 */
final class DatPieces {
  private final FileChannel file;
  private final ByteOrder order;
  private final int pageBytes;
  private final List<List<Piece>> cpus = new ArrayList<>();

  /**
   * A run of whole sub-buffers.
   *
   * @param offset in the file
   * @param length in bytes, at least one sub-buffer
   */
  record Piece(long offset, long length) {}

  private DatPieces(FileChannel file, ByteOrder order, int pageBytes, int cpus) {
    this.file = file;
    this.order = order;
    this.pageBytes = pageBytes;
    for (int cpu = 0; cpu < cpus; cpu++) {
      this.cpus.add(new ArrayList<>());
    }
  }

  /**
   * Reads the book.
   *
   * @param headEnd where the head ends, with the text of the clock
   * @param pageBytes the page size that the head tells
   * @return for each CPU its pieces in order; empty when the recording was put in order
   */
  static Optional<List<List<Piece>>> read(
      FileChannel file, ByteOrder order, long headEnd, int pageBytes, int cpus) throws IOException {
    var pieces = new DatPieces(file, order, pageBytes, cpus);
    long block = (headEnd + pageBytes - 1) / pageBytes * pageBytes;
    if (!pieces.isBlock(block)) {
      return Optional.empty();
    }
    while (block > 0 && pieces.isBlock(block)) {
      long next = pieces.readBlock(block);
      block = next >= block + DatWriterExtents.BLOCK_BYTES ? next : 0;
    }
    return Optional.of(pieces.cpus);
  }

  private boolean isBlock(long at) throws IOException {
    byte[] magic = new byte[DatWriterExtents.MAGIC.length];
    bytes(at, magic.length).get(magic);
    return Arrays.equals(magic, DatWriterExtents.MAGIC);
  }

  /** Takes the extents of a block, and tells where the next one is. */
  private long readBlock(long block) throws IOException {
    ByteBuffer book = bytes(block, DatWriterExtents.BLOCK_BYTES);
    int extentBytes = book.getInt(DatWriterExtents.MAGIC.length);
    int owners = book.getInt(DatWriterExtents.MAGIC.length + Integer.BYTES);
    long next = book.getLong(DatWriterExtents.HEADER_BYTES - Long.BYTES);
    if (owners < 0 || owners > DatWriterExtents.OWNERS || extentBytes < pageBytes) {
      throw new DatException(block, "the book of the extents", "it is damaged");
    }
    for (int i = 0; i < owners; i++) {
      int owner = book.getShort(DatWriterExtents.HEADER_BYTES + i * Short.BYTES) & 0xFFFF;
      if (owner > 0 && owner <= cpus.size()) {
        add(owner - 1, block + DatWriterExtents.BLOCK_BYTES + (long) i * extentBytes, extentBytes);
      }
    }
    return next;
  }

  private void add(int cpu, long offset, long extentBytes) throws IOException {
    long there = Math.max(0, Math.min(extentBytes, file.size() - offset));
    long pages = pagesWithData(offset, there / pageBytes);
    if (pages > 0) {
      add(cpus.get(cpu), new Piece(offset, pages * pageBytes));
    }
  }

  /** Neighbours are one piece. */
  private static void add(List<Piece> pieces, Piece next) {
    int last = pieces.size() - 1;
    Piece before = last < 0 ? new Piece(0, 0) : pieces.get(last);
    if (last >= 0 && before.offset() + before.length() == next.offset()) {
      pieces.set(last, new Piece(before.offset(), before.length() + next.length()));
    } else {
      pieces.add(next);
    }
  }

  /** An extent is filled from its beginning: halving finds the first page that is not there. */
  private long pagesWithData(long offset, long pages) throws IOException {
    long full = 0;
    long empty = pages;
    while (full < empty) {
      long middle = (full + empty) / 2;
      if (hasData(offset + middle * pageBytes)) {
        full = middle + 1;
      } else {
        empty = middle;
      }
    }
    return full;
  }

  private boolean hasData(long page) throws IOException {
    ByteBuffer header = bytes(page, DatWriterPage.HEADER_BYTES);
    return header.getLong(0) != 0 || header.getLong(Long.BYTES) != 0;
  }

  /** That many bytes; zeros beyond the end of the file. */
  private ByteBuffer bytes(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
    int got = 0;
    while (got >= 0 && bytes.hasRemaining()) {
      got = file.read(bytes, at + bytes.position());
    }
    return bytes.clear();
  }
}
