package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import modtrace.event.Task;

/** The names of tasks that the kernel had saved, lines of {@code pid comm}. */
final class Comms {
  private final Map<Integer, String> names = new HashMap<>();

  static Comms parse(byte[] text) {
    var comms = new Comms();
    int line = 0;
    while (line < text.length && text[line] != 0) {
      int end = line;
      while (end < text.length && text[end] != '\n' && text[end] != 0) {
        end++;
      }
      comms.line(text, line, end);
      line = end + 1;
    }
    return comms;
  }

  private void line(byte[] text, int from, int end) {
    int at = from;
    int pid = 0;
    while (at < end && text[at] >= '0' && text[at] <= '9' && at - from < 9) {
      pid = pid * 10 + text[at++] - '0';
    }
    int digits = at - from;
    while (at < end && text[at] == ' ') {
      at++;
    }
    if (digits > 0 && at < end) {
      names.putIfAbsent(pid, decoded(text, at, end));
    }
  }

  /** UTF-8, or where it is none each odd byte as {@code \xNN}. */
  static String decoded(byte[] text, int from, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text, from, end - from))
          .toString();
    } catch (CharacterCodingException e) {
      var escaped = new StringBuilder();
      for (char c : new String(text, from, end - from, ISO_8859_1).toCharArray()) {
        escaped.append(c < 0x80 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
      }
      return escaped.toString();
    }
  }

  /** The name of a thread, as traces print it. */
  String of(int pid) {
    return pid == 0 ? "<idle>" : names.getOrDefault(pid, Task.UNKNOWN_COMM);
  }
}
