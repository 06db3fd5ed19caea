package modtrace.tracefs;

import java.io.IOException;

/**
 * The fields of /proc/PID/stat that tell a process from a later one with its pid (proc(5)).
 *
 * @param zombie whether its first thread has ended
 */
record ProcessStat(long pid, boolean zombie, long startTicks) {
  /** state is field 3 and starttime field 22; the first that follows the comm is field 3. */
  private static final int STATE = 0;

  private static final int START_TIME = 22 - 3;

  /** Cut at the last {@code )}, for the comm before it may hold anything. */
  static ProcessStat parse(String text) throws IOException {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 2 || close < open) {
      throw new IOException("not a /proc/PID/stat: " + text);
    }
    String[] fields = text.substring(close + 1).trim().split(" ", -1);
    if (fields.length <= START_TIME) {
      throw new IOException("a short /proc/PID/stat: " + text);
    }
    try {
      return new ProcessStat(
          Long.parseLong(text.substring(0, open - 1)),
          fields[STATE].equals("Z"),
          Long.parseLong(fields[START_TIME]));
    } catch (NumberFormatException e) {
      throw new IOException("not a /proc/PID/stat: " + text, e);
    }
  }
}
