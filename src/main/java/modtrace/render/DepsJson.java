package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import modtrace.depmod.Load;
import modtrace.depmod.ModuleDeps;
import modtrace.depmod.NeedTree;

/** What a module needs and what needs it as one JSON object, schema {@value #SCHEMA}. */
public final class DepsJson {
  static final String SCHEMA = "modtrace.deps/1";

  private DepsJson() {}

  public static void write(JsonGenerator json, ModuleDeps deps) throws IOException {
    List<Load> order = deps.loadOrder();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("kernel", deps.kernel().release());
    json.writeBooleanField("running", deps.isOfRunningKernel());
    json.writeStringField("asked", deps.asked());
    if (!deps.how().isEmpty()) {
      json.writeStringField("alias", deps.how());
    }
    json.writeStringField("folder", deps.kernel().folder().toString());
    module(json, deps, deps.module());
    json.writeStringField("explanation", DepsWords.explanation(deps));
    json.writeArrayFieldStart("needs");
    for (NeedTree need : deps.tree().below()) {
      tree(json, deps, need);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("load_order");
    for (Load load : order) {
      load(json, load);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("needed_by");
    for (String dependant : deps.dependants()) {
      json.writeStartObject();
      module(json, deps, dependant);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void tree(JsonGenerator json, ModuleDeps deps, NeedTree node) throws IOException {
    json.writeStartObject();
    module(json, deps, node.module());
    json.writeStringField("relation", node.relation().name().toLowerCase(Locale.ROOT));
    if (node.again()) {
      json.writeBooleanField("again", true);
    }
    if (!node.below().isEmpty()) {
      json.writeArrayFieldStart("needs");
      for (NeedTree need : node.below()) {
        tree(json, deps, need);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void module(JsonGenerator json, ModuleDeps deps, String name) throws IOException {
    json.writeStringField("module", name);
    ModuleDeps.State state = deps.state(name);
    if (state != ModuleDeps.State.UNKNOWN) {
      json.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
    }
    OptionalInt useCount = deps.useCount(name);
    if (useCount.isPresent()) {
      json.writeNumberField("use_count", useCount.getAsInt());
    }
    String file = deps.kernel().fileOf(name);
    if (file != null) {
      json.writeStringField("file", file);
    }
  }

  private static void load(JsonGenerator json, Load load) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", load.module());
    if (load.file() != null) {
      json.writeStringField("file", load.file());
    }
    if (!load.why().isEmpty()) {
      json.writeStringField("why", load.why());
    }
    if (load.command() != null) {
      json.writeStringField("command", load.command());
    }
    json.writeEndObject();
  }
}
