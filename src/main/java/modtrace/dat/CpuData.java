package modtrace.dat;

/**
 * Where a file holds the pages of one CPU.
 *
 * @param offset of the first byte in the file
 * @param size in bytes, as they are in the file
 */
record CpuData(int cpu, long offset, long size) {}
