package modtrace.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A recording on standard output: trace_pipe's own lines, each as soon as it is there. */
final class PipedRecording {
  private final Out out;
  private final boolean terminal;

  /**
   * @param terminal whether a terminal reads it: then what a task's name may tell it to do is
   *     written as {@code \xNN}
   */
  PipedRecording(Out out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void write(byte[] bytes, int from, int length) {
    if (!terminal) {
      out.bytes(bytes, from, length);
      return;
    }
    for (int i = from; i < from + length; i++) {
      boolean plain = (bytes[i] >= ' ' && bytes[i] < 0x7F) || bytes[i] == '\n';
      out.bytes(
          plain ? new byte[] {bytes[i]} : String.format("\\x%02x", bytes[i]).getBytes(US_ASCII));
    }
  }

  void flush() {
    out.flush();
  }
}
