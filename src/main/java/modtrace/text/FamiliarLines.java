package modtrace.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static modtrace.text.Bytes.isDigit;

import java.util.Arrays;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gets and puts whose columns and words have all been met before: nearly all lines of a
 * long trace.
 *
 * <p>Most lines have their columns where the line before had them, and differ from some earlier one
 * only in time, CPU, flags and count. What is not surely such a line is left to {@link Header} and
 * {@link Body}, of which this is a short cut: it must give what they would give.
 */
final class FamiliarLines {
  private static final byte[] POINT = {'.'};
  private static final byte[] REFCNT = " refcnt=".getBytes(US_ASCII);
  private static final int INITIAL = "module_".length();
  private static final int COMM = 16;
  private static final int LONGEST_COUNT = 9;
  private static final int MICROS = 6;
  private static final int NANOS = 9;

  /** An event's name and words up to its count, and what they say. */
  private static final class Words {
    final byte[] text;
    final Type type;
    final String module;
    final CallSite callSite;

    Words(byte[] text, Counted event) {
      this.text = text;
      this.type = event.type();
      this.module = event.module();
      this.callSite = event.callSite();
    }

    boolean are(byte[] line, int from, int to) {
      return to - from == text.length && Bytes.startsWith(line, from, to, text);
    }
  }

  private final Interner<Task> tasks;
  private final Interner<Words> words =
      new Interner<>(
          (bytes, from, to) -> {
            throw new IllegalStateException("words are learnt, not decoded");
          });

  /** Columns of the line that was learnt last, from its beginning; none without one. */
  private int cpuFrom = -1;

  private int cpuTo;
  private int flagsTo;
  private int dot;
  private int event;

  /** The words of the last get and of the last put: most often those of the next. */
  private @Nullable Words lastGet;

  private @Nullable Words lastPut;

  FamiliarLines(Interner<Task> tasks) {
    this.tasks = tasks;
  }

  /** Learns from a line that was cut in the ordinary way. */
  void learn(byte[] line, int from, int to, Header header, Counted counted) {
    int end = header.eventFrom() - 2;
    int point = Bytes.lastIndexOf(line, from, end, POINT);
    int close = Bytes.indexOf(line, header.taskTo(), end, (byte) ']');
    int count = Math.max(from, startOfCount(line, to));
    boolean ordinary =
        header.commFrom() == from
            && line[from + COMM] == '-'
            && header.clock() == Clock.NANOSECONDS
            && line[end] == ':'
            && line[end + 1] == ' '
            && point > close
            && count - REFCNT.length >= header.bodyFrom()
            && Bytes.startsWith(line, count - REFCNT.length, count, REFCNT);
    if (!ordinary) {
      return;
    }
    int time = point;
    while (isDigit(line[time - 1])) {
      time--;
    }
    while (line[time - 1] == ' ') {
      time--;
    }
    cpuFrom = header.taskTo() + 1 - from;
    cpuTo = close - from;
    flagsTo = time - from;
    dot = point - from;
    event = header.eventFrom() - from;
    byte[] text = Arrays.copyOfRange(line, header.eventFrom(), count);
    words.put(text, 0, text.length, new Words(text, counted));
  }

  /** The get or put that the line tells; null where the line must be cut in the ordinary way. */
  @Nullable Counted read(byte[] line, int from, int to) {
    if (!hasTheColumns(line, from, to)) {
      return null;
    }
    int cpu = number(line, from + cpuFrom, from + cpuTo);
    long time = time(line, from);
    Context context = context(line, from);
    int countFrom = startOfCount(line, to);
    if (cpu < 0 || time < 0 || context == null || countFrom <= from + event) {
      return null;
    }
    Words known = words(line, from + event, countFrom);
    Task task = known == null ? null : tasks.find(line, from, from + cpuFrom - 1);
    if (known == null || task == null) {
      return null;
    }
    var origin = new Origin(task, cpu, context, time, Clock.NANOSECONDS);
    int count = number(line, countFrom, to);
    return new Counted(known.type, origin, known.module, known.callSite, count);
  }

  private @Nullable Words words(byte[] line, int from, int to) {
    boolean get = line[from + INITIAL] == 'g';
    Words last = get ? lastGet : lastPut;
    if (last != null && last.are(line, from, to)) {
      return last;
    }
    Words found = words.find(line, from, to);
    if (get) {
      lastGet = found;
    } else {
      lastPut = found;
    }
    return found;
  }

  private boolean hasTheColumns(byte[] line, int from, int to) {
    return cpuFrom > 0
        && to - from > event + INITIAL
        && line[from + COMM] == '-'
        && line[from + cpuFrom - 1] == '['
        && line[from + cpuTo] == ']'
        && line[from + cpuTo + 1] == ' '
        && line[from + flagsTo] == ' '
        && line[from + dot] == '.'
        && line[from + event - 2] == ':'
        && line[from + event - 1] == ' ';
  }

  /** What follows the count's equals sign, to the end; {@code to} where no count stands there. */
  private static int startOfCount(byte[] line, int to) {
    int start = to;
    int least = to - LONGEST_COUNT;
    while (start > least && isDigit(line[start - 1])) {
      start--;
    }
    return start < to && line[start - 1] == '=' ? start : -1;
  }

  /** All digits; -1 where there is anything else. */
  private static int number(byte[] line, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** In nanoseconds; -1 where the columns hold no time. */
  private long time(byte[] line, int from) {
    int start = from + flagsTo;
    int point = from + dot;
    while (line[start] == ' ') {
      start++;
    }
    int digits = event - 2 - dot - 1;
    int fraction = number(line, point + 1, point + 1 + digits);
    int whole = start < point && point - start <= LONGEST_COUNT ? number(line, start, point) : -1;
    if (whole < 0 || fraction < 0 || (digits != MICROS && digits != NANOS)) {
      return -1;
    }
    return whole * 1_000_000_000L + (digits == MICROS ? fraction * 1000L : fraction);
  }

  /** Null where there are not as many flags. */
  private @Nullable Context context(byte[] line, int from) {
    Context context = Context.TASK;
    for (int i = from + cpuTo + 2; i < from + flagsTo; i++) {
      if (line[i] == ' ') {
        return null;
      }
      context = Header.isInterrupt(line[i]) ? Context.INTERRUPT : context;
    }
    return context;
  }
}
