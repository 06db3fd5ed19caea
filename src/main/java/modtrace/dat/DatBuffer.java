package modtrace.dat;

import java.util.List;

/**
 * One trace buffer of a recording: the top one, or a tracefs instance.
 *
 * @param name of the instance; empty for the top buffer
 * @param clock name of its trace clock, as far as the file tells, else empty
 * @param pageSize bytes of a page of its ring buffers
 * @param packed whether the pages are in packed chunks
 */
record DatBuffer(String name, String clock, int pageSize, boolean packed, List<CpuData> cpus) {
  static final int LARGEST_PAGE = 1 << 26;

  DatBuffer {
    cpus = List.copyOf(cpus);
  }
}
