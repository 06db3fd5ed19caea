package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import modtrace.event.TraceItem;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a trace that are no events: losses, stacks, comments, the number of CPUs, and what
 * tools say beside.
 */
final class OtherLines {
  private static final byte[] CPU = "CPU:".getBytes(US_ASCII);
  private static final byte[] CPUS = "cpus=".getBytes(US_ASCII);
  private static final byte[] FRAME = " => ".getBytes(US_ASCII);
  private static final byte[] USER_STACK = "<user stack trace>".getBytes(US_ASCII);
  private static final int MOST_FRAMES = 256;

  private final List<String> frames = new ArrayList<>();
  private boolean collecting;
  private int cpus;
  private @Nullable TraceItem item;

  /** How many CPUs a {@code cpus=} line told, 0 without one. */
  int cpus() {
    return cpus;
  }

  /** Whether the line is of these; {@link #item} then tells what it means. */
  boolean isKnown(byte[] bytes, int from, int to) {
    item = null;
    if (from == to || bytes[from] == '#') {
      return true;
    }
    return switch (bytes[from]) {
      case 'C' -> isLoss(bytes, from, to) || isRecorderTalk(bytes, from, to);
      case 'c' -> isCpus(bytes, from, to);
      case ' ' -> isFrame(bytes, from, to) || isRecorderTalk(bytes, from, to);
      case '\t' -> isPerfFrame(bytes, from, to);
      case '<' -> Bytes.startsWith(bytes, from, to, USER_STACK);
      case '[' -> text(bytes, from, to).equals("[LINE TOO BIG]");
      case 'U' -> text(bytes, from, to).startsWith("Unknown type ");
      case 'v' -> text(bytes, from, to).startsWith("version = ");
      default -> isLoss(bytes, Bytes.lastIndexOf(bytes, from, to, CPU), to);
    };
  }

  @Nullable TraceItem item() {
    return item;
  }

  /** Whether the stack that follows belongs to an event that was handed on. */
  void collect(boolean wanted) {
    collecting = wanted;
  }

  boolean hasStack() {
    return !frames.isEmpty();
  }

  /** The stack that ends here; null where none was collected. */
  @Nullable TraceItem endStack() {
    if (frames.isEmpty()) {
      return null;
    }
    var stack = new TraceItem.Stack(frames);
    frames.clear();
    return stack;
  }

  /**
   * "CPU:3 [LOST 17 EVENTS]" of the kernel, "CPU:3 [17 EVENTS DROPPED]" of trace-cmd, both also
   * without the number.
   */
  private boolean isLoss(byte[] bytes, int from, int to) {
    if (from < 0 || !Bytes.startsWith(bytes, from, to, CPU)) {
      return false;
    }
    String text = text(bytes, from + CPU.length, to);
    int bracket = text.indexOf(" [");
    if (bracket <= 0 || !text.endsWith("]") || !text.contains("EVENTS")) {
      return false;
    }
    String words = text.substring(bracket + 2, text.length() - 1);
    if (!words.startsWith("LOST") && !words.endsWith("DROPPED")) {
      return false;
    }
    item = new TraceItem.Lost(number(text.substring(0, bracket), -1), count(words));
    return true;
  }

  private static long count(String words) {
    for (String word : words.split(" ")) {
      if (!word.isEmpty() && word.chars().allMatch(Character::isDigit) && word.length() < 19) {
        return Long.parseLong(word);
      }
    }
    return TraceItem.Lost.UNKNOWN_COUNT;
  }

  private boolean isCpus(byte[] bytes, int from, int to) {
    if (!Bytes.startsWith(bytes, from, to, CPUS)) {
      return false;
    }
    int number = number(text(bytes, from + CPUS.length, to), -1);
    cpus = Math.max(cpus, number);
    return number >= 0;
  }

  private static int number(String digits, int otherwise) {
    boolean plain =
        !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(Character::isDigit);
    return plain ? Integer.parseInt(digits) : otherwise;
  }

  /** " => function" of the kernel's stacks. */
  private boolean isFrame(byte[] bytes, int from, int to) {
    if (!Bytes.startsWith(bytes, from, to, FRAME)) {
      return false;
    }
    if (collecting && frames.size() < MOST_FRAMES) {
      frames.add(text(bytes, from + FRAME.length, to).strip());
    }
    return true;
  }

  /** "\t ffffffff81000000 function ([kernel.kallsyms])" of perf script. */
  private boolean isPerfFrame(byte[] bytes, int from, int to) {
    String[] words = text(bytes, from, to).strip().split(" ", 3);
    if (words.length < 2 || !words[0].chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return false;
    }
    if (collecting && frames.size() < MOST_FRAMES) {
      frames.add(words[1]);
    }
    return true;
  }

  /**
   * What trace-cmd record says of its file, and a report of it that was saved along: sizes of the
   * CPUs' data.
   */
  private static boolean isRecorderTalk(byte[] bytes, int from, int to) {
    String text = text(bytes, from, to).strip();
    return text.contains(" data recorded at offset=")
        || text.contains(" bytes in size")
        || text.matches("CPU \\d+ is empty")
        || (text.startsWith("CPU:") && text.contains("[SUBBUFFER START]"))
        || text.startsWith("TIME EXTEND:");
  }

  private static String text(byte[] bytes, int from, int to) {
    return Bytes.text(bytes, from, Math.min(to, from + 512));
  }
}
