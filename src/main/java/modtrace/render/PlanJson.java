package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import modtrace.holder.UnloadPlan;
import modtrace.holder.UnloadPlan.Step;

/** A plan for unloading a module as one JSON object, schema {@value #SCHEMA}. */
public final class PlanJson {
  static final String SCHEMA = "modtrace.can-unload/1";

  private PlanJson() {}

  public static void write(JsonGenerator json, UnloadPlan plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("module", plan.module());
    json.writeBooleanField("can_unload", plan.isNow());
    if (plan.useCount() >= 0) {
      json.writeNumberField("use_count", plan.useCount());
    }
    json.writeArrayFieldStart("steps");
    for (Step step : plan.steps()) {
      json.writeStartObject();
      json.writeStringField("module", step.module());
      json.writeStringField("holder", step.holder());
      json.writeNumberField("references", step.references());
      if (step.command() != null) {
        json.writeStringField("command", step.command());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("steps_are_enough", plan.isEnough());
    strings(json, "obstacles", plan.obstacles());
    strings(json, "caveats", plan.caveats());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
