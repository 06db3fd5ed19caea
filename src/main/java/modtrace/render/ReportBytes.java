package modtrace.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * Gets and puts as {@link ReportLine} prints them, in bytes and many lines at a time. Ugly, for a
 * report of millions of them is to take no longer than to read them ({@code
 * src/bench/compare-dat}): what is alike in many lines, the task's column, the event with the
 * module, the call site, is kept as bytes.
 */
public final class ReportBytes {
  private static final int ROOM = 1 << 16;
  private static final long NANOS = 1_000_000_000L;

  /** 000 001 002 and so on. */
  private static final byte[] THREES = new byte[3000];

  static {
    for (int i = 0; i < 1000; i++) {
      THREES[i * 3] = (byte) ('0' + i / 100);
      THREES[i * 3 + 1] = (byte) ('0' + i / 10 % 10);
      THREES[i * 3 + 2] = (byte) ('0' + i % 10);
    }
  }

  private final byte[] lines = new byte[ROOM];
  private int end;
  private final Kept tasks = new Kept(1 << 12);
  private final Kept gets = new Kept(1 << 8);
  private final Kept puts = new Kept(1 << 8);
  private final Kept sites = new Kept(1 << 10);
  private long second = Long.MIN_VALUE;
  private byte[] seconds = new byte[0];

  /** Columns by what they show; one that needs the place of another drives it out. */
  private static final class Kept {
    final @Nullable Object[] keys;
    final byte[][] columns;

    Kept(int slots) {
      keys = new Object[slots];
      columns = new byte[slots][];
    }

    int slot(int hash) {
      return hash & (keys.length - 1);
    }

    byte[] keep(int slot, Object key, String text) {
      keys[slot] = key;
      columns[slot] = text.getBytes(UTF_8);
      return columns[slot];
    }
  }

  /** Whether this can print the event; the others are for {@link ReportLine}. */
  public static boolean prints(Origin origin) {
    return origin.clock() == Clock.NANOSECONDS && origin.time() >= 0 && origin.cpu() < 1000;
  }

  /**
   * Appends the line of a get or put.
   *
   * @return whether there was room for it; else the lines have to be taken first
   */
  public boolean append(Counted event) {
    Origin origin = event.origin();
    byte[] task = task(origin.task());
    byte[] name = name(event);
    byte[] site = site(event.callSite());
    if (task.length + name.length + site.length + 64 > ROOM - end) {
      return false;
    }
    put(task);
    int cpu = origin.cpu();
    lines[end++] = '[';
    three(cpu);
    lines[end++] = ']';
    time(origin.time());
    put(name);
    put(site);
    number(event.refcnt());
    lines[end++] = '\n';
    return true;
  }

  /** The lines so far; they are valid up to {@link #end}, and until the next one is appended. */
  public byte[] lines() {
    return lines;
  }

  public int end() {
    return end;
  }

  /** Begins anew. */
  public void clear() {
    end = 0;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, lines, end, bytes.length);
    end += bytes.length;
  }

  private byte[] task(Task task) {
    int slot = tasks.slot(task.pid());
    return tasks.keys[slot] == task ? tasks.columns[slot] : tasks.keep(slot, task, column(task));
  }

  private static String column(Task task) {
    var text = new StringBuilder();
    ReportLine.task(text, task);
    return text.append(' ').toString();
  }

  private byte[] name(Counted event) {
    Kept names = event.type() == Type.GET ? gets : puts;
    String module = event.module();
    int slot = names.slot(module.hashCode());
    return module.equals(names.keys[slot])
        ? names.columns[slot]
        : names.keep(slot, module, nameColumn(event));
  }

  private static String nameColumn(Counted event) {
    var text = new StringBuilder(": ");
    ReportLine.name(text, event.type().eventName());
    return text.append(' ').append(Printable.text(event.module())).append(" call_site=").toString();
  }

  private byte[] site(CallSite site) {
    String function = site.function();
    int slot = sites.slot(function.hashCode());
    return function.equals(sites.keys[slot])
        ? sites.columns[slot]
        : sites.keep(slot, function, Printable.text(function) + " refcnt=");
  }

  private void time(long nanos) {
    long micros = (nanos % NANOS + 500) / 1000;
    long whole = nanos / NANOS + micros / 1_000_000;
    if (whole != second) {
      second = whole;
      seconds = ReportLine.seconds(whole).getBytes(UTF_8);
    }
    put(seconds);
    int rest = (int) (micros % 1_000_000);
    three(rest / 1000);
    three(rest % 1000);
  }

  /** A number below 1000 with its zeros. */
  private void three(int number) {
    System.arraycopy(THREES, number * 3, lines, end, 3);
    end += 3;
  }

  private void number(int number) {
    if (number >= 0 && number < 10) {
      lines[end++] = (byte) ('0' + number);
    } else if (number >= 10 && number < 100) {
      lines[end++] = THREES[number * 3 + 1];
      lines[end++] = THREES[number * 3 + 2];
    } else {
      put(Integer.toString(number).getBytes(UTF_8));
    }
  }
}
