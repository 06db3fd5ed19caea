package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import modtrace.holder.ModuleRow;
import modtrace.proc.LoadedModules;
import modtrace.render.Columns.Align;

/** The loaded modules as lsmod shows them, and what it does not show; schema {@value #SCHEMA}. */
public final class ModuleList {
  static final String SCHEMA = "modtrace.list-modules/1";

  private ModuleList() {}

  /** What is not known is a {@code -}, never 0. */
  public static List<String> lines(List<ModuleRow> rows, Look look) {
    var columns =
        new Columns(
            List.of("MODULE", "SIZE", "USED", "EXPL", "UNEXPL", "STATE", "BY"),
            List.of(
                Align.LEFT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.LEFT,
                Align.LEFT));
    for (ModuleRow row : rows) {
      LoadedModules.Row facts = row.facts();
      columns.row(
          List.of(
              Printable.text(facts.name()),
              Long.toString(facts.size()),
              number(facts.useCount()),
              number(row.explained()),
              number(row.unexplained()),
              row.state() + (facts.permanent() ? " [permanent]" : ""),
              Printable.text(String.join(look.width() > 0 ? ", " : ",", facts.dependants()))));
    }
    return columns.lines(look);
  }

  public static void json(JsonGenerator json, ModuleRow row) throws IOException {
    LoadedModules.Row facts = row.facts();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("module", facts.name());
    json.writeNumberField("size", facts.size());
    json.writeStringField("state", row.state());
    json.writeBooleanField("permanent", facts.permanent());
    number(json, "use_count", facts.useCount());
    number(json, "explained", row.explained());
    number(json, "unexplained", row.unexplained());
    json.writeArrayFieldStart("used_by");
    for (String dependant : facts.dependants()) {
      json.writeString(dependant);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String number(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "-";
  }

  private static void number(JsonGenerator json, String field, OptionalInt number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(field, number.getAsInt());
    }
  }
}
