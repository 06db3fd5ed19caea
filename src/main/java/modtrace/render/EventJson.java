package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Load;
import modtrace.event.ModuleEvent.Request;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;

/** An event as one JSON object. */
public final class EventJson {
  private EventJson() {}

  /** Writes {@code {"event":"module_get","time":…,"cpu":…,"pid":…,"comm":…,"module":…,…}}. */
  public static void write(JsonGenerator json, ModuleEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", event.type().eventName());
    origin(json, event.origin());
    json.writeStringField("module", event.module());
    switch (event.type()) {
      case LOAD -> json.writeStringField("taints", ((Load) event).taints());
      case FREE -> {}
      case GET, PUT -> {
        callSite(json, ((Counted) event).callSite());
        json.writeNumberField("refcnt", ((Counted) event).refcnt());
      }
      case REQUEST -> {
        callSite(json, ((Request) event).callSite());
        json.writeBooleanField("wait", ((Request) event).waits());
      }
    }
    json.writeEndObject();
  }

  /** Writes {@code {"event":"sched_switch","system":"sched",…,"text":"prev_comm=java …"}}. */
  public static void write(JsonGenerator json, TraceItem.Other event) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", event.name());
    json.writeStringField("system", event.system());
    origin(json, event.origin());
    json.writeStringField("text", event.text().strip());
    json.writeEndObject();
  }

  /**
   * Writes {@code {"event":"lost_events","lost":17,"cpu":3}}; the number is absent where it is not
   * known.
   */
  public static void write(JsonGenerator json, TraceItem.Lost lost) throws IOException {
    json.writeStartObject();
    json.writeStringField("event", "lost_events");
    if (lost.count() != TraceItem.Lost.UNKNOWN_COUNT) {
      json.writeNumberField("lost", lost.count());
    }
    if (lost.cpu() != TraceItem.Lost.UNKNOWN_CPU) {
      json.writeNumberField("cpu", lost.cpu());
    }
    json.writeEndObject();
  }

  private static void origin(JsonGenerator json, Origin origin) throws IOException {
    json.writeFieldName(origin.clock() == Clock.NANOSECONDS ? "time" : "ticks");
    json.writeNumber(Stamp.exact(origin));
    json.writeNumberField("cpu", origin.cpu());
    Task task = origin.task();
    json.writeNumberField("pid", task.pid());
    if (task.tgid() != Task.UNKNOWN_TGID) {
      json.writeNumberField("tgid", task.tgid());
    }
    if (task.hasComm()) {
      json.writeStringField("comm", task.comm());
    }
    if (origin.context() != Context.TASK) {
      json.writeStringField("context", origin.context().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void callSite(JsonGenerator json, CallSite site) throws IOException {
    json.writeStringField("call_site", site.function());
    if (site.module() != null) {
      json.writeStringField("call_site_module", site.module());
    }
  }
}
