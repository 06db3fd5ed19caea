package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import modtrace.render.Columns.Align;
import modtrace.render.Look.Paint;

/**
 * One thing that was looked at, and what of it can be used; schema {@value #SCHEMA}.
 *
 * @param subject what it is
 * @param found what was seen, and where it is not as it should be, what that costs and what to do
 */
public record Check(State state, String subject, String found) {
  static final String SCHEMA = "modtrace.doctor/1";

  /** Whether it serves. */
  public enum State {
    /** Neither good nor bad. */
    INFO,
    OK,
    /** Some of it is missing: answers may be partial. */
    LIMITED,
    MISSING
  }

  public static Check info(String subject, String found) {
    return new Check(State.INFO, subject, found);
  }

  public static Check ok(String subject, String found) {
    return new Check(State.OK, subject, found);
  }

  public static Check limited(String subject, String found) {
    return new Check(State.LIMITED, subject, found);
  }

  public static Check missing(String subject, String found) {
    return new Check(State.MISSING, subject, found);
  }

  public boolean isGood() {
    return state == State.INFO || state == State.OK;
  }

  /** The verdict, and a line each. */
  public static List<String> lines(List<Check> checks, Look look) {
    long bad = checks.stream().filter(check -> !check.isGood()).count();
    String verdict =
        bad == 0
            ? "All that modtrace makes use of is here."
            : bad
                + (bad == 1 ? " thing" : " things")
                + " that modtrace makes use of "
                + (bad == 1 ? "is" : "are")
                + " limited or missing here.";
    var columns =
        new Columns(List.of("STATE", "WHAT", "FOUND"), List.of(Align.LEFT, Align.LEFT, Align.LEFT));
    for (Check check : checks) {
      columns.row(
          List.of(
              check.state == State.INFO ? "-" : check.word(),
              check.subject,
              Printable.text(check.found)));
    }
    List<String> lines = new ArrayList<>(columns.lines(look));
    lines.add(0, look.paint(bad == 0 ? Paint.GOOD : Paint.DOUBT, verdict));
    return lines;
  }

  private String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The same as one object. */
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("check", subject);
    json.writeStringField("state", word());
    json.writeStringField("found", found);
    json.writeEndObject();
  }
}
