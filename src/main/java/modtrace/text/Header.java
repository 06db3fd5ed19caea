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
    return cutPid() && cutTgid() && cutCpu() && cutFlagsAndTime() && cutEvent();
  }

  /** Looks for "-pid [cpu]" anywhere; the first place from which all the rest can be cut is it. */
  private boolean cutAtBracket(int from) {
    int bracket = from;
    while ((bracket = Bytes.indexOf(bytes, bracket + 1, to, (byte) '[')) > 0) {
      int digits = startOfPidBefore(bracket, from);
      if (digits > from) {
        at = digits;
        commTo = digits - 1;
        commFrom = Math.max(from, commTo - COMM);
        if (bytes[commTo] == ' ') {
          commTo = trimEnd(from, commTo);
        }
        if (commTo > from && cutPid() && cutTgid() && cutCpu() && cutFlagsAndTime() && cutEvent()) {
          return true;
        }
      }
    }
    return false;
  }

  private int startOfPidBefore(int bracket, int from) {
    int i = bracket - 1;
    while (i > from && (bytes[i] == ' ' || bytes[i] == ')' || bytes[i] == '(')) {
      i--;
    }
    if (bracket - i > 1 && i > from && !isDigit(bytes[i])) {
      return -1;
    }
    int start = i + 1;
    while (start > from && (isDigit(bytes[start - 1]) || bytes[start - 1] == '/')) {
      start--;
    }
    if (tgidStartsAt(start, from)) {
      return startOfPidBefore(start - 1, from);
    }
    return start <= i && start > from && (bytes[start - 1] == '-' || bytes[start - 1] == ' ')
        ? start
        : -1;
  }

  private boolean tgidStartsAt(int start, int from) {
    int i = start - 1;
    while (i > from && bytes[i] == ' ') {
      i--;
    }
    return i > from && bytes[i] == '(';
  }

  private int trimEnd(int from, int end) {
    int i = end;
    while (i > from && bytes[i - 1] == ' ') {
      i--;
    }
    return i;
  }

  private boolean cutPid() {
    int start = at;
    pid = cutInt();
    tgid = Task.UNKNOWN_TGID;
    if (at == start || at >= to) {
      return false;
    }
    if (bytes[at] == '/') { // perf script -F pid,tid
      at++;
      tgid = pid;
      pid = cutInt();
    }
    at = skipSpaces(bytes, at, to);
    return at < to;
  }

  private boolean cutTgid() {
    if (bytes[at] != '(') {
      return true;
    }
    at = skipSpaces(bytes, at + 1, to);
    if (at < to && isDigit(bytes[at])) {
      tgid = cutInt();
    }
    int close = Bytes.indexOf(bytes, at, to, (byte) ')');
    if (close < 0) {
      return false;
    }
    at = skipSpaces(bytes, close + 1, to);
    return at < to;
  }

  private boolean cutCpu() {
    if (bytes[at] != '[') {
      return false;
    }
    taskTo = at;
    int start = ++at;
    cpu = cutInt();
    if (at == start || at >= to || bytes[at] != ']') {
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
    while (at < to && bytes[at] != ' ') {
      byte flag = bytes[at++];
      if (flag == 's' || flag == 'h' || flag == 'H' || flag == 'z' || flag == 'Z') {
        context = Context.INTERRUPT;
      }
    }
    if (at - start < 3 || at - start > LONGEST_FLAGS) {
      return false;
    }
    at = skipSpaces(bytes, at, to);
    return cutTime();
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

  private boolean cutEvent() {
    if (at < to
        && bytes[at] == '('
        && at + 1 < to
        && bytes[at + 1] == '+') { // trace-cmd report --ts-diff
      int close = Bytes.indexOf(bytes, at, to, (byte) ')');
      at = close < 0 ? to : skipSpaces(bytes, close + 1, to);
    }
    eventFrom = at;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    if (at > eventFrom && bytes[at - 1] == ':') {
      eventTo = at - 1;
      at = skipSpaces(bytes, at, to);
      return eventTo > eventFrom;
    }
    return cutStackMark();
  }

  /** "&lt;stack trace&gt;" stands in the event's place, without a colon. */
  private boolean cutStackMark() {
    if (at > eventFrom && bytes[eventFrom] == '<') {
      at = to;
      eventTo = to;
      return true;
    }
    return false;
  }

  private int cutInt() {
    long value = cutLong();
    return value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
  }

  /** Digits from {@code at} on; stops before the 19th, where a long would overflow. */
  private long cutLong() {
    long value = 0;
    int most = Math.min(to, at + 18);
    while (at < most && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at++] - '0');
    }
    return value;
  }

  /** Where the task's name stands, padded: {@code bytes[commFrom, commTo)}. */
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

  /** Where what the event says begins; it ends with the line. */
  int bodyFrom() {
    return at;
  }
}
