package modtrace;

/** Commands that trace while a script goes on. */
final class Background {
  private Background() {}

  /**
   * Starts it as a terminal would, so that it heeds ^C, and waits until it traces; the script finds
   * its pid in {@code $tool}.
   */
  static String start(String command) {
    return "env --default-signal=INT "
        + command
        + " & tool=$!\n"
        + "for i in $(seq 120); do cat /sys/kernel/tracing/instances/modtrace-$tool-*/tracing_on 2>/dev/null | grep -q 1 && break; sleep 0.25; done\n"
        + "sleep 0.5\n";
  }
}
