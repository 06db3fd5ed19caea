package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import modtrace.sys.Fd;

/** The table of a trace.dat: where the data of each CPU is, and how long. */
final class DatWriterTable {
  private final Fd file;
  private final long at;
  private final ByteBuffer entry =
      ByteBuffer.allocateDirect(DatWriterHead.TABLE_ENTRY_BYTES).order(ByteOrder.nativeOrder());

  DatWriterTable(Fd file, long at) {
    this.file = file;
    this.at = at;
  }

  synchronized void write(int cpu, long start, long length) throws IOException {
    entry.clear().putLong(start).putLong(length).flip();
    file.writeAt(entry, at + (long) cpu * DatWriterHead.TABLE_ENTRY_BYTES);
  }
}
