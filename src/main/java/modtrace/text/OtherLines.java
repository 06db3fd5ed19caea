package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.event.GapMark;
import modtrace.event.TraceItem;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a trace that are no events: losses, stacks, comments, the number of CPUs, and what
 * tools say beside.
 */
final class OtherLines {
  private static final byte[] CPU = "CPU:".getBytes(US_ASCII);
  private static final byte[] CPUS = "cpus=".getBytes(US_ASCII);
  private static final byte[] FRAME = "=> ".getBytes(US_ASCII);
  private static final byte[] STACK = "<stack trace".getBytes(US_ASCII);
  private static final byte[] TRACE_CMD_STACK = "kernel_stack:".getBytes(US_ASCII);
  private static final byte[] USER_STACK = "<user stack trace".getBytes(US_ASCII);
  private static final byte[] TRACE_CMD_USER_STACK = "user_stack:".getBytes(US_ASCII);
  private static final byte[] PERF_LOST = "PERF_RECORD_LOST".getBytes(US_ASCII);
  private static final byte[] GAP = ("tracing_mark_write: " + GapMark.TEXT).getBytes(US_ASCII);
  private static final byte[] ENTRIES = "# entries-in-buffer/entries-written: ".getBytes(US_ASCII);
  private static final Pattern COUNTS =
      Pattern.compile("([0-9]{1,18})/([0-9]{1,18}) +#P:([0-9]{1,6}) *");
  private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-f]+(/0x[0-9a-f]+)?");
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
    int start = Bytes.skipSpaces(bytes, from, to);
    if (start == to) {
      return true;
    }
    return switch (bytes[start]) {
      case '#' -> isComment(bytes, start, to);
      case '=' -> isFrame(bytes, start, to);
      case '\t' -> isPerfFrame(bytes, start, to);
      case '<' -> isUserStackHead(bytes, start, to);
      default ->
          isCpus(bytes, start, to)
              || isLoss(bytes, Bytes.lastIndexOf(bytes, start, to, CPU), to)
              || isRecorderTalk(bytes, start, to);
    };
  }

  /** Whether the stack of the kernel's functions follows what begins here. */
  static boolean isStackHead(byte[] bytes, int from, int to) {
    return Bytes.startsWith(bytes, from, to, STACK)
        || Bytes.startsWith(bytes, from, to, TRACE_CMD_STACK);
  }

  /** Whether a program's own stack follows what begins here. */
  static boolean isUserStackHead(byte[] bytes, int from, int to) {
    return Bytes.startsWith(bytes, from, to, USER_STACK)
        || Bytes.startsWith(bytes, from, to, TRACE_CMD_USER_STACK);
  }

  /** What the recorder writes into its own trace where it was stopped for a while. */
  static boolean isGap(byte[] bytes, int from, int to) {
    return Bytes.startsWith(bytes, from, to, GAP);
  }

  /** "PERF_RECORD_LOST lost 17" of {@code perf script --show-lost-events}; null for all else. */
  static TraceItem.@Nullable Lost perfLoss(byte[] bytes, int from, int to, int cpu) {
    return Bytes.startsWith(bytes, from, to, PERF_LOST)
        ? new TraceItem.Lost(cpu, count(text(bytes, from, to)))
        : null;
  }

  @Nullable TraceItem item() {
    return item;
  }

  /** Whether the stack that follows belongs to an event that was handed on. */
  void collect(boolean wanted) {
    collecting = wanted;
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

  /**
   * "# entries-in-buffer/entries-written: 268/20102 #P:2" heads a trace file: of two CPUs, and what
   * is no longer in the buffer was overwritten.
   */
  private boolean isComment(byte[] bytes, int from, int to) {
    if (Bytes.startsWith(bytes, from, to, ENTRIES)) {
      Matcher entries = COUNTS.matcher(text(bytes, from + ENTRIES.length, to));
      if (entries.matches()) {
        cpus = Math.max(cpus, Integer.parseInt(entries.group(3)));
        long lost = Long.parseLong(entries.group(2)) - Long.parseLong(entries.group(1));
        item = lost > 0 ? new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, lost) : null;
      }
    }
    return true;
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

  /** " => function" of the kernel, "=> function (ffffffff81000000)" of trace-cmd. */
  private boolean isFrame(byte[] bytes, int from, int to) {
    if (!Bytes.startsWith(bytes, from, to, FRAME)) {
      return false;
    }
    if (collecting) {
      String text = text(bytes, from + FRAME.length, to).strip();
      int address = text.indexOf(" (");
      frame(address > 0 ? text.substring(0, address) : text);
    }
    return true;
  }

  /** "\t ffffffff81000000 function+0x30 ([kernel.kallsyms])" of perf script. */
  private boolean isPerfFrame(byte[] bytes, int from, int to) {
    String[] words = text(bytes, from, to).strip().split(" ", 3);
    if (words.length < 2 || !words[0].chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return false;
    }
    if (collecting && words.length == 3 && isOfKernel(words[2])) {
      frame(words[1]);
    }
    return true;
  }

  /** Whether perf found the function in the kernel or in a module, not in a program. */
  private static boolean isOfKernel(String file) {
    return file.startsWith("([kernel")
        || file.startsWith("([guest.kernel")
        || file.contains("vmlinux")
        || file.contains(".ko")
        || file.matches("\\(\\[(?!vdso|vsyscall|stack|heap|unknown)\\w+]\\)");
  }

  private void frame(String function) {
    if (frames.size() < MOST_FRAMES) {
      frames.add(OFFSET.matcher(function).replaceFirst(""));
    }
  }

  /** What the kernel says instead of a line, and trace-cmd of its file: sizes of the CPUs' data. */
  private static boolean isRecorderTalk(byte[] bytes, int from, int to) {
    String text = text(bytes, from, to).strip();
    return text.contains(" data recorded at offset=")
        || text.contains(" bytes in size")
        || text.matches("CPU \\d+ is empty")
        || (text.startsWith("CPU:") && text.contains("[SUBBUFFER START]"))
        || text.startsWith("TIME EXTEND:")
        || text.equals("[LINE TOO BIG]")
        || text.startsWith("Unknown type ")
        || text.startsWith("version = ");
  }

  private static String text(byte[] bytes, int from, int to) {
    return Bytes.text(bytes, from, Math.min(to, from + 512));
  }
}
