package modtrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import modtrace.tracefs.FlightRecorder;
import modtrace.tracefs.TopLevel;

/** What a verb has changed: a line each, or an object of schema {@value #SCHEMA}. */
final class Changes {
  private static final String SCHEMA = "modtrace.change/1";
  private static final String RECORDER = "recorder";

  private final Out out;
  private final boolean json;

  Changes(Out out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Whether there is a recorder, and whether it records. */
  enum State {
    ABSENT,
    STOPPED,
    ARMED;

    static State of(FlightRecorder recorder) throws IOException {
      if (!recorder.exists()) {
        return ABSENT;
      }
      return recorder.isOn() ? ARMED : STOPPED;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of the tracing that all share: {@code tracing_on: 1 -> 0}, or that it was so before. */
  void shared(TopLevel.Change change) {
    String told =
        change.isNone()
            ? change.name() + ": " + change.to() + " already"
            : change.name() + ": " + change.from() + " -> " + change.to();
    tell(told, object -> setting(object, "", change.name(), change.from(), change.to()));
  }

  /** Of the recorder. */
  void recorder(State from, State to, String told) {
    tell(
        RECORDER + " " + told,
        object -> setting(object, FlightRecorder.NAME, RECORDER, from.word(), to.word()));
  }

  /** Something else, in a sentence. */
  void other(String told) {
    tell(told, object -> {});
  }

  private void tell(String told, Out.JsonBody details) {
    if (!json) {
      out.line(told);
      return;
    }
    out.json(
        object -> {
          object.writeStartObject();
          object.writeStringField("schema", SCHEMA);
          details.write(object);
          object.writeStringField("told", told);
          object.writeEndObject();
        });
  }

  private static void setting(
      JsonGenerator json, String instance, String name, String from, String to) throws IOException {
    json.writeStringField("instance", instance);
    json.writeStringField("setting", name);
    json.writeStringField("from", from);
    json.writeStringField("to", to);
  }
}
