package modtrace.tracefs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;

/** The ring buffer of one CPU, read by whole sub-buffers (per_cpu/cpuN/trace_pipe_raw). */
record RawPipe(int cpu, Fd fd, int pageBytes) {
  /** Where the number of data bytes stands in a sub-buffer (include/linux/ring_buffer.h). */
  private static final int COMMIT = 8;

  /** Its low half says how much data there is; two bits above tell of losses. */
  private static final int DATA_MASK = ~(3 << 30);

  /**
   * Fills the buffer with sub-buffers as far as there are some.
   *
   * @return whether there may be more: false when the last one was not full yet, which the kernel
   *     still writes to
   */
  boolean fill(ByteBuffer pages) throws SyscallException {
    int end = pages.limit();
    try {
      while (end - pages.position() >= pageBytes) {
        int from = pages.position();
        int got = fd.read(pages.limit(from + pageBytes));
        if (got <= 0) {
          return false;
        }
        pages.position(from + pageBytes);
        if (dataBytes(pages, from) < pageBytes / 2) {
          return false;
        }
      }
      return true;
    } finally {
      pages.limit(end);
    }
  }

  private static int dataBytes(ByteBuffer pages, int from) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return pages.getInt(from + COMMIT + (little ? 0 : Integer.BYTES)) & DATA_MASK;
  }
}
