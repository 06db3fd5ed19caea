package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import modtrace.tracefs.TracerState;

/** How tracing is set, the top level or an instance. */
public final class StateLines {
  private static final int MOST_EVENTS = 8;

  private StateLines() {}

  /** "module: tracing on, tracer nop, clock boot", and below it what it records and has lost. */
  public static List<String> of(TracerState state) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (state.name().isEmpty() ? "top level" : "instance " + Printable.text(state.name()))
            + owner(state.owner())
            + ": tracing "
            + (state.on() ? "on" : "off")
            + ", tracer "
            + state.tracer()
            + ", clock "
            + state.clock());
    lines.add("  events: " + events(state.events()));
    lines.add("  buffer: " + state.bufferKb() + " KB for each CPU");
    lines.add(
        "  " + state.losses().entries() + " events in it, " + state.losses().lost() + " lost");
    return lines;
  }

  private static String owner(TracerState.Owner owner) {
    return switch (owner) {
      case OTHERS -> "";
      case RECORDER -> " (the recorder)";
      case RUNNING -> " (of a modtrace that runs)";
      case STALE -> " (stale, of a modtrace that was killed: modtrace reset removes it)";
    };
  }

  private static String events(List<String> events) {
    if (events.isEmpty()) {
      return "none";
    }
    String some = events.stream().limit(MOST_EVENTS).collect(Collectors.joining(" "));
    return events.size() > MOST_EVENTS
        ? some + " and " + (events.size() - MOST_EVENTS) + " more"
        : some;
  }

  /** The same as one object. */
  public static void json(JsonGenerator json, TracerState state) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", "modtrace.stat/1");
    json.writeStringField("instance", state.name());
    json.writeStringField("owner", state.owner().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("on", state.on());
    json.writeStringField("tracer", state.tracer());
    json.writeStringField("clock", state.clock());
    json.writeArrayFieldStart("events");
    for (String event : state.events()) {
      json.writeString(event);
    }
    json.writeEndArray();
    json.writeStringField("buffer_kb", state.bufferKb());
    json.writeNumberField("entries", state.losses().entries());
    json.writeNumberField("overrun", state.losses().overrun());
    json.writeNumberField("lost", state.losses().lost());
    json.writeEndObject();
  }
}
