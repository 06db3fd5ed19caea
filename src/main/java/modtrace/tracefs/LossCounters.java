package modtrace.tracefs;

import java.io.IOException;
import java.util.List;
import modtrace.sys.SyscallException;

/**
 * The ring buffer's own account, in events, summed over the CPUs (per_cpu/cpuN/stats; kernel/trace/
 * trace.c, tracing_stats_read).
 *
 * @param entries those in the buffer, not read yet
 * @param overrun those overwritten before they were read
 * @param commitOverrun those lost because an interrupt nested too deep
 * @param dropped those refused by a full buffer that does not overwrite
 * @param read those read
 */
public record LossCounters(
    long entries, long overrun, long commitOverrun, long dropped, long read) {
  static final LossCounters NONE = new LossCounters(0, 0, 0, 0, 0);

  /** All that happened and nobody will read. */
  public long lost() {
    return overrun + commitOverrun + dropped;
  }

  LossCounters plus(LossCounters other) {
    return new LossCounters(
        entries + other.entries,
        overrun + other.overrun,
        commitOverrun + other.commitOverrun,
        dropped + other.dropped,
        read + other.read);
  }

  /** From the lines of one stats file; a counter that is missing is an error, not 0. */
  static LossCounters parse(List<String> lines) throws IOException {
    return new LossCounters(
        value(lines, "entries: "),
        value(lines, "overrun: "),
        value(lines, "commit overrun: "),
        value(lines, "dropped events: "),
        value(lines, "read events: "));
  }

  static LossCounters of(InstanceDirectory instance) throws IOException {
    LossCounters sum = NONE;
    for (String cpu : instance.kernel().list(instance.path() + "/per_cpu")) {
      sum = sum.plus(parse(stats(instance, cpu)));
    }
    return sum;
  }

  private static List<String> stats(InstanceDirectory instance, String cpu)
      throws SyscallException {
    return instance.file("per_cpu/" + cpu + "/stats").lines();
  }

  private static long value(List<String> lines, String label) throws IOException {
    for (String line : lines) {
      if (line.startsWith(label)) {
        try {
          return Long.parseLong(line.substring(label.length()).trim());
        } catch (NumberFormatException e) {
          throw new IOException("cannot read the buffer's counter '" + line + "'", e);
        }
      }
    }
    throw new IOException("the buffer's counters lack '" + label.trim() + "'");
  }
}
