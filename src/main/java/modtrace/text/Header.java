package modtrace.text;

import static modtrace.text.Bytes.isDigit;
import static modtrace.text.Bytes.skipSpaces;

import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.Task;

/**
 * The columns before an event's own words, cut in place; one object serves all lines.
 *
 * <pre>
 * trace_pipe         "%16s-%-7d " ["(%7d) "] "[%03d] " [flags] " %5lu.%06lu: " event ": "
 * trace-cmd report   "%16s-%-5d [%03d] " [flags] "%6lu.%06lu: " event ": "
 * perf script        "%16s %7d [%03d] %5lu.%06lu: " system:event ": "
 * </pre>
 *
 * The name always fills bytes 0 to 15, so it is cut there, whatever it holds
 * (kernel/trace/trace_output.c, trace_print_context). Where the columns have been shifted, by an
 * editor that trimmed the line or by the name of a buffer before it, the CPU in brackets is looked
 * for instead.
 */
final class Header {
  private static final int COMM = 16;
  private static final int LONGEST_FLAGS = 9;
  private static final int LONGEST_TGID = 14;
  private static final int MOST_DIGITS = 18;
  private static final byte[] OPEN = {'('};
  private static final byte[] GONE = {':', '-', '1', ' '};
  private static final byte[] NO_PID = {'-', '1', ' '};
  private static final long NANOS = 1_000_000_000L;

  private byte[] bytes = new byte[0];
  private int to;
  private int at;

  private int commFrom;
  private int commTo;
  private int taskTo;
  private int pid;
  private int tgid;
  private int cpu;
  private Context context = Context.TASK;
  private long time;
  private Clock clock = Clock.NANOSECONDS;
  private int eventFrom;
  private int eventTo;
  private boolean named;

  /** Cuts the line {@code bytes[from, to)}; false where it has no such columns. */
  boolean cut(byte[] line, int lineFrom, int lineTo) {
    bytes = line;
    to = lineTo;
    return cutAtColumn(lineFrom) || cutAtBracket(lineFrom);
  }

  /**
   * As {@link #cut}, but only where the name ends in its column: for a name with a newline in it.
   */
  boolean cutInColumns(byte[] line, int lineFrom, int lineTo) {
    bytes = line;
    to = lineTo;
    return cutAtColumn(lineFrom);
  }

  private boolean cutAtColumn(int from) {
    at = from + COMM;
    if (to - at < 12 || (bytes[at] != '-' && bytes[at] != ' ')) {
      return false;
    }
    boolean perf = bytes[at] == ' ';
    at++;
    if (perf) {
      at = skipSpaces(bytes, at, to);
    }
    commFrom = from;
    commTo = from + COMM;
    return ((perf && cutNoPid()) || cutPid())
        && cutTgid()
        && cutCpu()
        && cutFlagsAndTime()
        && cutEvent();
  }

  /** Looks for "-pid [cpu]" anywhere; the first place from which all the rest can be cut is it. */
  private boolean cutAtBracket(int from) {
    int bracket = from;
    while ((bracket = Bytes.indexOf(bytes, bracket + 1, to, (byte) '[')) > 0) {
      int digits = startOfPidBefore(bracket, from);
      if (digits > from) {
        at = digits;
        commTo = digits - 1;
        boolean gone = isGone(from, commTo);
        if (gone || bytes[commTo] == ' ') {
          commTo = trimEnd(from, commTo);
        }
        commFrom = Math.max(from, commTo - COMM);
        at -= gone ? 1 : 0;
        if (commTo > from
            && ((gone && cutNoPid()) || cutPid())
            && cutTgid()
            && cutCpu()
            && cutFlagsAndTime()
            && cutEvent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where the pid before "[cpu]", or before "(tgid) [cpu]", begins; -1 where none does. */
  private int startOfPidBefore(int bracket, int from) {
    int end = trimEnd(from, bracket);
    if (end > from && bytes[end - 1] == ')') {
      int open = Bytes.lastIndexOf(bytes, Math.max(from, end - LONGEST_TGID), end, OPEN);
      end = open < 0 ? from : trimEnd(from, open);
    }
    int start = end;
    while (start > from && (isDigit(bytes[start - 1]) || bytes[start - 1] == '/')) {
      start--;
    }
    return start < end && start > from && (bytes[start - 1] == '-' || bytes[start - 1] == ' ')
        ? start
        : -1;
  }

  private int trimEnd(int from, int end) {
    int i = end;
    while (i > from && bytes[i - 1] == ' ') {
      i--;
    }
    return i;
  }

  /** Whether ":-1 -1" stands there: an ended task whose pid perf no longer knew. */
  private boolean isGone(int from, int minus) {
    return bytes[minus] == '-'
        && bytes[minus + 1] == '1'
        && Bytes.startsWith(bytes, from, minus, GONE);
  }

  /** The "-1" of an ended task; it stands as pid 0, which nobody is blamed under. */
  private boolean cutNoPid() {
    if (!Bytes.startsWith(bytes, at, to, NO_PID)) {
      return false;
    }
    pid = 0;
    tgid = Task.UNKNOWN_TGID;
    at = skipSpaces(bytes, at + NO_PID.length, to);
    return at < to;
  }

  private boolean cutPid() {
    tgid = Task.UNKNOWN_TGID;
    pid = cutInt();
    if (pid >= 0 && at < to && bytes[at] == '/') { // perf script -F pid,tid
      at++;
      tgid = pid;
      pid = cutInt();
    }
    at = skipSpaces(bytes, at, to);
    return pid >= 0 && at < to;
  }

  /** "(%7d)", or dashes where the kernel does not know. */
  private boolean cutTgid() {
    if (bytes[at] != '(') {
      return true;
    }
    int close = Bytes.indexOf(bytes, at, Math.min(to, at + LONGEST_TGID), (byte) ')');
    if (close < 0) {
      return false;
    }
    at = skipSpaces(bytes, at + 1, close);
    if (isDigit(bytes[at])) {
      tgid = cutInt();
    }
    at = skipSpaces(bytes, close + 1, to);
    return at < to;
  }

  private boolean cutCpu() {
    if (bytes[at] != '[') {
      return false;
    }
    taskTo = at;
    at++;
    cpu = cutInt();
    if (cpu < 0 || at >= to || bytes[at] != ']') {
      return false;
    }
    at++;
    return true;
  }

  private boolean cutFlagsAndTime() {
    context = Context.TASK;
    at = skipSpaces(bytes, at, to);
    int start = at;
    if (cutTime()) {
      return true;
    }
    at = start;
    int i = start;
    int most = Math.min(to, start + LONGEST_FLAGS + 1);
    while (i < most && bytes[i] != ' ') {
      if (isInterrupt(bytes[i++])) {
        context = Context.INTERRUPT;
      }
    }
    at = skipSpaces(bytes, i, to);
    return i - start >= 3 && i - start <= LONGEST_FLAGS && cutTime();
  }

  /** Whether a flag says soft or hard interrupt, or NMI (kernel/trace/trace_output.c). */
  static boolean isInterrupt(byte flag) {
    return flag == 's' || flag == 'h' || flag == 'H' || flag == 'z' || flag == 'Z';
  }

  private boolean cutTime() {
    int start = at;
    long whole = cutLong();
    if (at == start || at >= to) {
      return false;
    }
    clock = Clock.TICKS;
    time = whole;
    if (bytes[at] == '.') {
      int point = at++;
      long fraction = cutLong();
      int digits = at - point - 1;
      if (digits == 0 || digits > 9 || whole > Long.MAX_VALUE / NANOS - 1) {
        return false;
      }
      for (int i = digits; i < 9; i++) {
        fraction *= 10;
      }
      clock = Clock.NANOSECONDS;
      time = whole * NANOS + fraction;
    }
    if (at >= to || bytes[at] != ':') {
      return false;
    }
    at = skipSpaces(bytes, at + 1, to);
    return true;
  }

  /**
   * An event's name ends in a colon; what has none, such as "&lt;stack trace&gt;" or a line of the
   * function tracer, is all body.
   */
  private boolean cutEvent() {
    if (at + 1 < to && bytes[at] == '(' && bytes[at + 1] == '+') { // trace-cmd report --ts-diff
      int close = Bytes.indexOf(bytes, at, to, (byte) ')');
      at = close < 0 ? to : skipSpaces(bytes, close + 1, to);
    }
    eventFrom = at;
    int i = at;
    while (i < to && bytes[i] != ' ') {
      i++;
    }
    at = i;
    if (at == eventFrom) {
      return false;
    }
    named = at > eventFrom + 1 && bytes[at - 1] == ':';
    eventTo = named ? at - 1 : eventFrom;
    at = named ? skipSpaces(bytes, at, to) : eventFrom;
    return true;
  }

  /** The number at {@code at}; -1 where there is none, or one that no int can hold. */
  private int cutInt() {
    int start = at;
    long value = cutLong();
    return at == start || value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  /** Digits from {@code at} on, as many as a long can hold; 0 where there are none. */
  private long cutLong() {
    byte[] line = bytes;
    long value = 0;
    int i = at;
    int most = Math.min(to, i + MOST_DIGITS);
    while (i < most && isDigit(line[i])) {
      value = value * 10 + (line[i++] - '0');
    }
    at = i;
    if (at == most && at < to && isDigit(bytes[at])) {
      int digit = bytes[at] - '0';
      if (value <= (Long.MAX_VALUE - digit) / 10) { // nanoseconds of the tai clock have 19
        value = value * 10 + digit;
        at++;
      }
    }
    return value;
  }

  /** Where the task's name and pid stand, as one key: {@code bytes[commFrom, commTo)}. */
  int commFrom() {
    return commFrom;
  }

  int commTo() {
    return commTo;
  }

  /** Where the columns of its pid and thread group end. */
  int taskTo() {
    return taskTo;
  }

  int pid() {
    return pid;
  }

  int tgid() {
    return tgid;
  }

  int cpu() {
    return cpu;
  }

  Context context() {
    return context;
  }

  long time() {
    return time;
  }

  Clock clock() {
    return clock;
  }

  int eventFrom() {
    return eventFrom;
  }

  int eventTo() {
    return eventTo;
  }

  /** Whether an event's name stands there; if not, the body begins in its place. */
  boolean isNamed() {
    return named;
  }

  /** Where what the event says begins; it ends with the line. */
  int bodyFrom() {
    return at;
  }
}
