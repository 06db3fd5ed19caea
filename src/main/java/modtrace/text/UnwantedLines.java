package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells the gets and puts of modules that nobody asked about, without cutting the line: nearly all
 * lines of a long trace.
 *
 * <p>Most lines have their event and its words in the columns of the line before. Where one does,
 * and a name that is not wanted stands there, the rest does not matter; any doubt is left to {@link
 * Header} and {@link Body}.
 */
final class UnwantedLines {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MODULE_G = word("module_g");
  private static final long MODULE_P = word("module_p");
  private static final byte[] INIT_END = " call_site=do_init_module".getBytes(US_ASCII);
  private static final int CALL_SITE = " call_site=".length();
  private static final int COMM = 16;
  private static final int LONGEST_NAME = 56;

  private final byte[][] wanted;
  private int event = -1;
  private int name;

  UnwantedLines(byte[][] wanted) {
    this.wanted = wanted;
  }

  private static long word(String text) {
    return (long) LONGS.get(text.getBytes(US_ASCII), 0);
  }

  /** Remembers the columns of a line that was cut: where its event and its module's name begin. */
  void remember(int lineFrom, int eventFrom, int nameFrom) {
    event = eventFrom - lineFrom;
    name = nameFrom - lineFrom;
  }

  /**
   * Whether the line is surely a get or put of a module that is not wanted, and no init function's
   * end.
   */
  boolean include(byte[] line, int from, int to) {
    if (event < COMM + 2 || to - from < name + 20 || line[from + COMM] != '-') {
      return false;
    }
    int at = from + event;
    long word = (long) LONGS.get(line, at);
    boolean put = word == MODULE_P;
    if ((!put && word != MODULE_G)
        || line[at - 2] != ':'
        || line[at - 1] != ' '
        || line[at + 9] != 't'
        || line[at + 10] != ':') {
      return false;
    }
    int start = from + name;
    return line[start - 1] == ' ' && line[start] != ' ' && isUnwanted(line, start, to, put);
  }

  private boolean isUnwanted(byte[] line, int start, int to, boolean put) {
    int end = start;
    int most = Math.min(to, start + LONGEST_NAME);
    while (end < most && line[end] != ' ') {
      end++;
    }
    for (byte[] each : wanted) {
      if (each.length == end - start && Bytes.startsWith(line, start, end, each)) {
        return false;
      }
    }
    return end < most && !(put && endsInit(line, end, to));
  }

  private static boolean endsInit(byte[] line, int nameTo, int to) {
    int function = nameTo + CALL_SITE;
    return function < to && line[function] == 'd' && Bytes.startsWith(line, nameTo, to, INIT_END);
  }
}
