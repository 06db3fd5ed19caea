package modtrace.tracefs;

/** A per_cpu/cpuN/stats file, as Linux 6.1 prints it. */
final class StatsText {
  private StatsText() {}

  static String of(long overrun, long dropped, long read) {
    return """
        entries: 0
        overrun: %d
        commit overrun: 0
        bytes: 0
        oldest event ts:     0.000000
        now ts:  1250.111461
        dropped events: %d
        read events: %d
        """
        .formatted(overrun, dropped, read);
  }
}
