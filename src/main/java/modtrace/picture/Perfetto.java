package modtrace.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.holder.Acting;
import modtrace.ledger.Account;
import modtrace.ledger.Changes;
import modtrace.ledger.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Writes what ui.perfetto.dev and chrome://tracing open, as it comes and whole: the JSON of
 * Chrome's "Trace Event Format". Each module is a process there, with a counter and a track for
 * each holder, and one more for each of its references that overlap.
 */
public final class Perfetto implements Changes, Closeable {
  private final JsonGenerator json;
  private final Map<String, Integer> modules = new LinkedHashMap<>();

  /** By module and holder its tracks, and when the last reference on each ended. */
  private final Map<String, Map<Acting, Map<Integer, Long>>> tracks = new LinkedHashMap<>();

  private final Stretches lost = new Stretches();
  private int numbers;

  public Perfetto(OutputStream out) {
    try {
      json = new JsonFactory().createGenerator(out);
      json.setHighestNonEscapedChar('~');
      json.writeStartObject();
      json.writeStringField("displayTimeUnit", "ns");
      json.writeArrayFieldStart("traceEvents");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the same items, each before the ledger has it. */
  public void see(TraceItem item) {
    lost.add(item);
  }

  @Override
  public void began(Account account, int useCount) {
    // the count of the first event that is applied says it
  }

  @Override
  public void changed(Account account, Origin at) {
    write(
        () -> {
          begin("C", "use count", of(account), 0, at.time());
          json.writeObjectFieldStart("args");
          json.writeNumberField("use count", account.useCount());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  @Override
  public void gap(Account account, Origin before) {
    write(
        () -> {
          begin("i", "gets or puts are missing before this", of(account), 0, before.time());
          json.writeStringField("s", "p");
          json.writeEndObject();
        });
  }

  @Override
  public void ended(Account account, Reference reference, Origin at, @Nullable CallSite site) {
    long from = Math.min(reference.origin().time(), at.time());
    write(
        () -> {
          slice("X", account, reference, from, at.time());
          json.writeNumberField("dur", micros(at.time() - from));
          json.writeObjectFieldStart("args");
          json.writeStringField("get by", name(reference.origin().task()));
          if (site != null) {
            json.writeStringField("put at", site.function());
            json.writeStringField("put by", name(at.task()));
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** The trace has ended: what is open in this account is left open. */
  public void end(Account account) {
    for (Reference reference : account.open()) {
      write(
          () -> {
            slice("B", account, reference, reference.origin().time(), Long.MAX_VALUE);
            json.writeObjectFieldStart("args");
            json.writeStringField("get by", name(reference.origin().task()));
            json.writeStringField("put", "not until the end");
            json.writeEndObject();
            json.writeEndObject();
          });
    }
  }

  private void slice(String phase, Account account, Reference reference, long from, long to)
      throws IOException {
    int module = of(account);
    int track = track(account, module, reference, from, to);
    begin(phase, reference.callSite().function(), module, track, from);
  }

  private int of(Account account) throws IOException {
    Integer known = modules.get(account.module());
    if (known == null) {
      known = modules.size() + 1;
      modules.put(account.module(), known);
      named("process_name", known, 0, "module " + account.module());
    }
    return known;
  }

  private int track(Account account, int module, Reference reference, long from, long to)
      throws IOException {
    Acting holder = Acting.on(account, reference);
    Map<Integer, Long> ends =
        tracks
            .computeIfAbsent(account.module(), name -> new LinkedHashMap<>())
            .computeIfAbsent(holder, key -> new LinkedHashMap<>());
    for (Map.Entry<Integer, Long> track : ends.entrySet()) {
      if (track.getValue() <= from) {
        track.setValue(to);
        return track.getKey();
      }
    }
    int number = ++numbers;
    ends.put(number, to);
    var lane = new Lane(holder);
    lane.takenBy(reference);
    named("thread_name", module, number, lane.label());
    return number;
  }

  private void lost() throws IOException {
    lost.end();
    if (!lost.all().isEmpty()) {
      named("process_name", 0, 0, "lost events");
    }
    for (Stretch stretch : lost.all()) {
      begin("X", stretch.what(), 0, 0, stretch.from());
      json.writeNumberField("dur", micros(stretch.to() - stretch.from()));
      json.writeEndObject();
    }
  }

  private void named(String what, int module, int track, String name) throws IOException {
    begin("M", what, module, track, 0);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void begin(String phase, String name, int module, int track, long time)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", name);
    json.writeNumberField("pid", module);
    json.writeNumberField("tid", track);
    json.writeNumberField("ts", micros(time));
  }

  /** Its unit, with decimals; of a clock of an unknown unit a tick counts as a nanosecond. */
  private static BigDecimal micros(long nanos) {
    return BigDecimal.valueOf(nanos, 3);
  }

  private static String name(Task task) {
    return (task.hasComm() ? task.comm() : "?") + "-" + task.pid();
  }

  private interface Body {
    void write() throws IOException;
  }

  private void write(Body body) {
    try {
      body.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    try (json) {
      lost();
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
