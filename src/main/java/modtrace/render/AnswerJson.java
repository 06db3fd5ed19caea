package modtrace.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Task;
import modtrace.holder.Answer;
import modtrace.holder.Balance;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.Present;
import modtrace.ledger.TaskAccount;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one JSON object, schema {@value #SCHEMA}: a promise to scripts, to which fields are
 * only ever added.
 */
public final class AnswerJson {
  static final String SCHEMA = "modtrace.who-holds/1";

  private AnswerJson() {}

  public static void write(JsonGenerator json, Answer answer) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    Answer.Host host = answer.host();
    if (host != null) {
      json.writeStringField("host", host.name());
      json.writeStringField("kernel", host.kernel());
    }
    json.writeStringField("module", answer.module());
    json.writeStringField("source", answer.source().word());
    state(json, answer.state());
    json.writeNumberField("use_count", answer.useCount());
    json.writeNumberField("explained", answer.explained());
    json.writeNumberField("unexplained", answer.unexplained());
    json.writeNumberField("prior", answer.prior());
    json.writeNumberField("lost_events", answer.lostEvents());
    json.writeNumberField("gaps", answer.gaps());
    holders(json, "holders", answer.holders());
    if (!answer.possible().isEmpty()) {
      holders(json, "possible", answer.possible());
    }
    if (!answer.likely().isEmpty()) {
      strings(json, "unexplained_likely", answer.likely());
    }
    tasks(json, answer.tasks());
    if (answer.tasksLeftOut() > 0) {
      json.writeNumberField("tasks_left_out", answer.tasksLeftOut());
    }
    if (!answer.balances().isEmpty()) {
      balances(json, answer.balances());
    }
    if (!answer.caveats().isEmpty()) {
      strings(json, "caveats", answer.caveats());
    }
    json.writeEndObject();
  }

  /** The usual state is not told. */
  private static void state(JsonGenerator json, Answer.State state) throws IOException {
    if (state != Answer.State.LOADED) {
      json.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
    }
  }

  private static void holders(JsonGenerator json, String field, List<Holder> holders)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Holder holder : holders) {
      holder(json, holder);
    }
    json.writeEndArray();
  }

  private static void holder(JsonGenerator json, Holder holder) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", holder.kind().word());
    name(json, holder);
    present(json, holder.present());
    json.writeNumberField("references", holder.references());
    if (holder.most() != holder.references()) {
      json.writeNumberField("references_at_most", holder.most());
    }
    if (holder.gets() >= 0) {
      json.writeNumberField("gets", holder.gets());
      json.writeNumberField("puts", holder.puts());
    }
    if (!holder.callSites().isEmpty()) {
      strings(json, "call_sites", holder.callSites().stream().map(CallSite::function).toList());
    }
    if (holder.since() != null) {
      json.writeFieldName(holder.since().clock() == Clock.NANOSECONDS ? "since" : "since_ticks");
      json.writeNumber(Stamp.exact(holder.since()));
    }
    acquirer(json, holder);
    strings(json, "evidence", holder.evidence());
    stacks(json, holder.stacks());
    optional(json, "release", holder.release());
    json.writeEndObject();
  }

  private static void present(JsonGenerator json, @Nullable Present present) throws IOException {
    if (present == null) {
      return;
    }
    optional(json, "exe", present.exe());
    optional(json, "user", present.user());
    optional(json, "unit", present.unit());
    optional(json, "container", present.container());
    optional(json, "namespace", present.namespace());
    if (!present.things().isEmpty()) {
      strings(json, "has", present.things());
    }
    if (!present.sharers().isEmpty()) {
      json.writeArrayFieldStart("shared_with");
      for (Present.Sharer sharer : present.sharers()) {
        json.writeStartObject();
        json.writeNumberField("pid", sharer.pid());
        comm(json, sharer.comm());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void name(JsonGenerator json, Holder holder) throws IOException {
    if (holder.kind() == Kind.PROCESS) {
      json.writeNumberField("pid", holder.pid());
      comm(json, holder.name());
    } else if (!holder.name().isEmpty()) {
      json.writeStringField(holder.kind().word(), holder.name());
    }
  }

  /** A name that the kernel never saved is not known, so it is absent. */
  private static void comm(JsonGenerator json, String comm) throws IOException {
    if (!comm.equals(Task.UNKNOWN_COMM)) {
      json.writeStringField("comm", comm);
    }
  }

  private static void acquirer(JsonGenerator json, Holder holder) throws IOException {
    Holder.Acquirer acquirer = holder.acquirer();
    if (acquirer != null) {
      json.writeObjectFieldStart("acquirer");
      json.writeNumberField("pid", acquirer.pid());
      comm(json, acquirer.comm());
      json.writeEndObject();
    }
    optional(json, "while_loading", holder.initialising());
  }

  private static void stacks(JsonGenerator json, List<List<String>> stacks) throws IOException {
    if (!stacks.isEmpty()) {
      json.writeArrayFieldStart("stacks");
      for (List<String> stack : stacks) {
        json.writeStartArray();
        for (String function : stack) {
          json.writeString(function);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
  }

  private static void tasks(JsonGenerator json, List<TaskAccount> tasks) throws IOException {
    json.writeArrayFieldStart("tasks");
    for (TaskAccount task : tasks) {
      json.writeStartObject();
      json.writeNumberField("pid", task.pid());
      if (task.tgid() != Task.UNKNOWN_TGID) {
        json.writeNumberField("tgid", task.tgid());
      }
      comm(json, task.comm());
      json.writeNumberField("gets", task.gets());
      json.writeNumberField("puts", task.puts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void balances(JsonGenerator json, List<Balance> balances) throws IOException {
    json.writeArrayFieldStart("balances");
    for (Balance balance : balances) {
      json.writeStartObject();
      if (balance.isOfOthers()) {
        json.writeBooleanField("other_tasks", true);
      } else {
        json.writeNumberField("pid", balance.pid());
        comm(json, balance.comm());
      }
      json.writeNumberField("gets", balance.gets());
      json.writeNumberField("puts", balance.puts());
      strings(json, "call_sites", balance.getSites());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void optional(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }
}
