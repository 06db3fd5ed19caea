package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import modtrace.sys.Fd;

/**
 * Deals out the room of a recording that still goes on, in extents of one size, and writes down
 * whose each is. The book is in the file itself: a block, after it the extents that it tells of,
 * then the next block.
 *
 * <pre>
 * char magic[16]      "modtrace extents"
 * u32  extent bytes
 * u32  extents of this block
 * u64  offset of the next block, 0 where there is none
 * u16  for each extent its CPU + 1, 0 for one that is not used
 * </pre>
 */
final class DatWriterExtents {
  static final byte[] MAGIC = "modtrace extents".getBytes(StandardCharsets.US_ASCII);

  /** Of a block; its room for owners is what remains of it after the header. */
  static final int BLOCK_BYTES = 1 << 16;

  static final int HEADER_BYTES = 32;
  static final int OWNERS = (BLOCK_BYTES - HEADER_BYTES) / Short.BYTES;

  /** A multiple of every page size, and what trace-cmd can read of a CPU when we are killed. */
  static final int EXTENT_BYTES = 1 << 20;

  private final Fd file;
  private long block;
  private int used;
  private final ByteBuffer small =
      ByteBuffer.allocateDirect(HEADER_BYTES).order(ByteOrder.nativeOrder());

  private DatWriterExtents(Fd file, long block) {
    this.file = file;
    this.block = block;
  }

  /** Begins the book at a place that is aligned to pages. */
  static DatWriterExtents begin(Fd file, long at) throws IOException {
    var extents = new DatWriterExtents(file, at);
    extents.writeHeader();
    return extents;
  }

  /** Where the next extent of a CPU is. */
  synchronized long next(int cpu) throws IOException {
    if (used == OWNERS) {
      nextBlock();
    }
    small.clear().putShort((short) (cpu + 1)).flip();
    file.writeAt(small, block + HEADER_BYTES + (long) used * Short.BYTES);
    return block + BLOCK_BYTES + (long) used++ * EXTENT_BYTES;
  }

  private void nextBlock() throws IOException {
    long before = block;
    block += BLOCK_BYTES + (long) OWNERS * EXTENT_BYTES;
    used = 0;
    writeHeader();
    small.clear().putLong(block).flip();
    file.writeAt(small, before + HEADER_BYTES - Long.BYTES);
  }

  private void writeHeader() throws IOException {
    small.clear().put(MAGIC).putInt(EXTENT_BYTES).putInt(OWNERS).putLong(0).flip();
    file.writeAt(small, block);
  }
}
