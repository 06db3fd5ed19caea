package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import modtrace.render.Columns.Align;
import modtrace.tracefs.TracerState;

/** The instances of tracefs, one a line; schema {@value #SCHEMA}. */
public final class InstanceList {
  static final String SCHEMA = "modtrace.list-instances/1";

  private InstanceList() {}

  public static List<String> lines(List<TracerState> states, Look look) {
    var columns =
        new Columns(
            List.of("INSTANCE", "TRACING", "EVENTS", "KB PER CPU", "WHOSE"),
            List.of(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT));
    for (TracerState state : states) {
      columns.row(
          List.of(
              Printable.text(state.name()),
              state.on() ? "on" : "off",
              Integer.toString(state.events().size()),
              Printable.text(state.bufferKb()),
              whose(state.owner())));
    }
    return columns.lines(look);
  }

  private static String whose(TracerState.Owner owner) {
    return switch (owner) {
      case OTHERS -> "somebody else's";
      case RECORDER -> "modtrace's recorder";
      case RUNNING -> "of a modtrace that runs";
      case STALE -> "of a dead modtrace (stale)";
    };
  }

  public static void json(JsonGenerator json, TracerState state) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("instance", state.name());
    json.writeStringField("owner", state.owner().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("on", state.on());
    json.writeNumberField("events", state.events().size());
    json.writeStringField("buffer_kb", state.bufferKb());
    json.writeEndObject();
  }
}
