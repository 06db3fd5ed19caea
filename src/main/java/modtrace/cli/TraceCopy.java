package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;

/** Copies a live trace into a recording as it comes, and counts its lines and losses. */
final class TraceCopy {
  private static final String LOST = "[LOST ";

  private long lines;
  private long lost;
  private boolean atLineStart = true;

  void run(LiveTrace trace, PipedRecording recording) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = trace.stream(recording::flush)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        recording.write(buffer, 0, got);
        count(buffer, got);
      }
    }
    recording.flush();
  }

  /**
   * Lines of the kernel's own about losses begin with CPU, at a place where a task's name has a
   * blank.
   */
  private void count(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (atLineStart && buffer[i] == 'C') {
        lost += lostAt(buffer, i, length);
      }
      atLineStart = buffer[i] == '\n';
      lines += atLineStart ? 1 : 0;
    }
  }

  private static long lostAt(byte[] buffer, int from, int length) {
    String line =
        new String(
            buffer,
            from,
            Math.min(48, length - from),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = line.indexOf(LOST) + LOST.length();
    int end = at;
    while (end < line.length() && Character.isDigit(line.charAt(end))) {
      end++;
    }
    return at < LOST.length() || end == at ? 0 : Long.parseLong(line.substring(at, end));
  }

  /** The ring buffer's own count, where it knows of more. */
  void lostAtLeast(long count) {
    lost = Math.max(lost, count);
  }

  long lines() {
    return lines;
  }

  long lost() {
    return lost;
  }
}
