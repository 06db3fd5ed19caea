package modtrace.render;

import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Load;
import modtrace.event.ModuleEvent.Request;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;

/**
 * An event as {@code trace-cmd report} (3.x) prints it: {@code "%16s-%-5d [%03d] %6u.%06u: %-20s
 * body"} (tracecmd/trace-read.c, trace_show_data).
 */
public final class ReportLine {
  private ReportLine() {}

  public static void append(StringBuilder line, ModuleEvent event) {
    head(line, event.origin(), event.type().eventName());
    line.append(' ').append(Printable.text(event.module()));
    body(line, event);
  }

  /** An event of another system, in the words that it came with. */
  public static void append(StringBuilder line, TraceItem.Other event) {
    head(line, event.origin(), Printable.text(event.name()));
    line.append(' ').append(Printable.lines(event.text()));
  }

  private static void head(StringBuilder line, Origin origin, String name) {
    task(line, origin.task());
    line.append(" [");
    if (origin.cpu() < 100) {
      line.append(origin.cpu() < 10 ? "00" : "0");
    }
    line.append(origin.cpu()).append(']');
    if (origin.clock() == Clock.TICKS) {
      padLeft(line, Stamp.micros(origin), 12);
    } else {
      Stamp.appendMicros(line, origin.time(), 6);
    }
    line.append(": ");
    name(line, name);
  }

  static void task(StringBuilder line, Task task) {
    padLeft(line, Printable.text(task.comm()), 16);
    line.append('-');
    padRight(line, Integer.toString(task.pid()), 5);
  }

  static void name(StringBuilder line, String name) {
    line.append(name).append(':');
    blanks(line, 20 - name.length());
  }

  /** A loss, as trace-cmd prints it. */
  public static void append(StringBuilder line, TraceItem.Lost lost) {
    line.append("CPU:").append(lost.cpu()).append(" [");
    if (lost.count() != TraceItem.Lost.UNKNOWN_COUNT) {
      line.append(lost.count()).append(' ');
    }
    line.append("EVENTS DROPPED]");
  }

  private static void body(StringBuilder line, ModuleEvent event) {
    switch (event.type()) {
      case LOAD -> line.append(' ').append(Printable.text(((Load) event).taints()));
      case FREE -> {}
      case GET, PUT -> {
        Counted counted = (Counted) event;
        callSite(line, counted.callSite()).append(" refcnt=").append(counted.refcnt());
      }
      case REQUEST -> {
        Request request = (Request) event;
        line.append(" wait=").append(request.waits() ? '1' : '0');
        callSite(line, request.callSite());
      }
    }
  }

  private static StringBuilder callSite(StringBuilder line, CallSite site) {
    return line.append(" call_site=").append(Printable.text(site.function()));
  }

  /** Seconds and the point after them, as {@link Stamp#appendMicros} writes them here. */
  static String seconds(long seconds) {
    var text = new StringBuilder();
    padLeft(text, Long.toString(seconds), 6);
    return text.append('.').toString();
  }

  private static void padLeft(StringBuilder line, String text, int width) {
    blanks(line, width - text.length());
    line.append(text);
  }

  private static void padRight(StringBuilder line, String text, int width) {
    line.append(text);
    blanks(line, width - text.length());
  }

  private static void blanks(StringBuilder line, int count) {
    for (int i = 0; i < count; i++) {
      line.append(' ');
    }
  }
}
