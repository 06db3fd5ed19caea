package modtrace.sys;

/** What files of the kernel say, as it prints them. */
public final class KernelText {
  private KernelText() {}

  /** A per_cpu/cpuN/stats file, as Linux 6.1 prints it. */
  public static String stats(long overrun, long dropped, long read) {
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

  /** A /proc/PID/stat file. */
  static String stat(long pid, char state, long startTicks) {
    return pid + " (a) b) " + state + " 1".repeat(18) + " " + startTicks + " 0 0\n";
  }
}
