package modtrace.dat;

import java.util.ArrayList;
import java.util.List;
import modtrace.dat.PrintTokens.Kind;

/**
 * {@code __print_flags} and {@code __print_symbolic}: numbers, and the texts that they stand for.
 */
final class PrintLists {
  /** What trace-cmd takes any name and any negative number for. */
  private static final long NAMELESS = -1;

  private final PrintParser parser;
  private final PrintTokens in;
  private final List<Long> keys = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  PrintLists(PrintParser parser, PrintTokens in) {
    this.parser = parser;
    this.in = in;
  }

  /**
   * The names of the bits that are set, and what is left over in hexadecimal; of 0, the first whose
   * key is a name or negative.
   */
  PrintText flags(PrintNumber number) throws UnknownPrintException {
    String delimiter = in.take(Kind.STRING);
    entries();
    int nameless = keys.indexOf(NAMELESS);
    for (long key : keys) {
      if (key < NAMELESS) {
        throw new UnknownPrintException();
      }
    }
    return (event, to) -> {
      long left = number.of(event);
      int begin = to.length();
      if (left == 0 && nameless >= 0) {
        to.append(texts.get(nameless));
      }
      for (int i = 0; i < keys.size(); i++) {
        long key = keys.get(i);
        if (key > 0 && (left & key) == key) {
          to.append(to.length() == begin ? "" : delimiter).append(texts.get(i));
          left &= ~key;
        }
      }
      if (left != 0) {
        to.append(to.length() == begin ? "" : delimiter)
            .append("0x")
            .append(Long.toHexString(left));
      }
    };
  }

  /** The text of the number, or the number in hexadecimal. */
  PrintText symbolic(PrintNumber number) throws UnknownPrintException {
    entries();
    return (event, to) -> {
      long value = number.of(event);
      int at = keys.indexOf(value);
      if (at >= 0) {
        to.append(texts.get(at));
      } else {
        to.append("0x").append(Long.toHexString(value));
      }
    };
  }

  /** {@code , {key, "text"}, …}. */
  private void entries() throws UnknownPrintException {
    while (in.skip(",") && in.skip("{")) {
      keys.add(key());
      in.expect(",");
      texts.add(in.take(Kind.STRING));
      in.expect("}");
    }
  }

  private long key() throws UnknownPrintException {
    if (in.kind() == Kind.NAME) {
      return named(in.take(Kind.NAME));
    }
    boolean plain = in.kind() == Kind.NUMBER;
    long first = parser.constant();
    if (first >= 0) {
      return first;
    }
    return plain ? first : NAMELESS;
  }

  private static long named(String name) {
    return switch (name) {
      case "HI_SOFTIRQ", "HRTIMER_NORESTART" -> 0;
      case "TIMER_SOFTIRQ", "HRTIMER_RESTART" -> 1;
      case "NET_TX_SOFTIRQ" -> 2;
      case "NET_RX_SOFTIRQ" -> 3;
      case "BLOCK_SOFTIRQ" -> 4;
      case "IRQ_POLL_SOFTIRQ" -> 5;
      case "TASKLET_SOFTIRQ" -> 6;
      case "SCHED_SOFTIRQ" -> 7;
      case "HRTIMER_SOFTIRQ" -> 8;
      case "RCU_SOFTIRQ" -> 9;
      default -> NAMELESS;
    };
  }
}
