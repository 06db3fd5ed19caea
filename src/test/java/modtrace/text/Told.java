package modtrace.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.event.TraceTally;

/**
 * The items of a text, one a line, such as {@code get vkms 2 at drm_stub_open [drm] | logind-545
 * cpu 0 at 102168297000 ns}, and the tally.
 */
record Told(String items, TraceTally tally) {
  static Told of(String text) throws IOException {
    return of(text.getBytes(UTF_8));
  }

  static Told of(byte[] text) throws IOException {
    return of(new ByteArrayInputStream(text));
  }

  static Told of(InputStream in) throws IOException {
    return of(TextSource.of(in));
  }

  static Told of(TextSource source) throws IOException {
    try (source) {
      List<String> items = new ArrayList<>();
      TraceItem item;
      while ((item = source.next()) != null) {
        items.add(line(item));
      }
      return new Told(String.join("\n", items), source.tally());
    }
  }

  /** The items of one line of text. */
  static String line(String text) throws IOException {
    return of(text + "\n").items();
  }

  static String line(TraceItem item) {
    return switch (item.kind()) {
      case EVENT -> event((ModuleEvent) item);
      case CUT_SHORT -> "cut short: " + event(((TraceItem.CutShort) item).event());
      case STACK -> "stack " + String.join(" ", ((TraceItem.Stack) item).functions());
      case LOST ->
          "lost " + ((TraceItem.Lost) item).count() + " cpu " + ((TraceItem.Lost) item).cpu();
      case OTHER -> "other " + ((TraceItem.Other) item).name();
      case UNPARSED -> unparsed((TraceItem.Unparsed) item);
    };
  }

  private static String unparsed(TraceItem.Unparsed line) {
    return line.line() + ": " + line.why() + ": " + line.text();
  }

  private static String event(ModuleEvent event) {
    return what(event) + " | " + origin(event.origin());
  }

  private static String what(ModuleEvent event) {
    return switch (event.type()) {
      case LOAD -> "load " + event.module() + " [" + ((ModuleEvent.Load) event).taints() + "]";
      case FREE -> "free " + event.module();
      case GET, PUT -> counted((ModuleEvent.Counted) event);
      case REQUEST -> request((ModuleEvent.Request) event);
    };
  }

  private static String counted(ModuleEvent.Counted event) {
    String verb = event.type() == ModuleEvent.Type.GET ? "get " : "put ";
    return verb + event.module() + " " + event.refcnt() + " at " + event.callSite();
  }

  private static String request(ModuleEvent.Request event) {
    return "request "
        + event.module()
        + (event.waits() ? " waits" : "")
        + " at "
        + event.callSite();
  }

  private static String origin(Origin origin) {
    Task task = origin.task();
    return task
        + (task.tgid() == Task.UNKNOWN_TGID ? "" : " (" + task.tgid() + ")")
        + " cpu "
        + origin.cpu()
        + " at "
        + origin.time()
        + (origin.clock() == Clock.TICKS ? " ticks" : " ns")
        + (origin.context() == Context.INTERRUPT ? " in an interrupt" : "");
  }
}
