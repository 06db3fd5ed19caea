package modtrace.tracefs;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes what the ring buffer held, as the kernel has it. */
public interface PageSink {
  /**
   * Takes sub-buffers of one CPU, in order; only one thread at a time has pages of a CPU.
   *
   * @param cpu whose they are
   * @param pages whole sub-buffers, from the position to the limit; a direct buffer that is used
   *     again
   */
  void pages(int cpu, ByteBuffer pages) throws IOException;
}
