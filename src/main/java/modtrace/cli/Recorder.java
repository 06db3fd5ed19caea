package modtrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.cli.Changes.State;
import modtrace.tracefs.Chatter;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.FlightRecorder;
import modtrace.tracefs.RecorderPlan;
import modtrace.tracefs.StaleInstances;
import modtrace.tracefs.Tracefs;
import org.jspecify.annotations.Nullable;

/** What the verbs do with tracefs and the flight recorder in it. */
final class Recorder {
  private static final EventId GET = new EventId("module", "module_get");
  private static final EventId PUT = new EventId("module", "module_put");

  private final Tracefs tracefs;
  private final Talk talk;

  private Recorder(Tracefs tracefs, Talk talk) {
    this.tracefs = tracefs;
    this.talk = talk;
  }

  /** Finds tracefs, and mounts it where that is needed. */
  static Recorder of(Invocation invocation, Talk talk) throws IOException {
    return new Recorder(Tracefs.find(invocation.kernel().get(), talk::detail), talk);
  }

  Tracefs tracefs() {
    return tracefs;
  }

  /**
   * Arms it, adopts one that is there, or goes on with one that was stopped.
   *
   * @param bufferKb null where it need not be any size
   */
  void start(Set<String> modules, @Nullable Integer bufferKb, boolean stacks, Changes changes)
      throws IOException {
    FlightRecorder recorder = tracefs.recorder();
    State before = State.of(recorder);
    boolean goesOn = before != State.ABSENT && recorder.isArmed();
    String told =
        goesOn
            ? goOn(recorder, modules, bufferKb, stacks)
            : begin(recorder, modules, bufferKb, stacks);
    changes.recorder(before, State.ARMED, told);
  }

  private String begin(
      FlightRecorder recorder, Set<String> modules, @Nullable Integer bufferKb, boolean stacks)
      throws IOException {
    RecorderPlan plan = plan(modules, bufferKb, stacks);
    if (recorder.exists()) {
      recorder.adopt(plan);
    } else {
      recorder.arm(plan);
    }
    return "armed: module events are recorded into a ring of "
        + plan.bufferKb()
        + " KB for each CPU"
        + (recorder.balances().isPresent() ? ", and counted" : "");
  }

  private String goOn(
      FlightRecorder recorder, Set<String> modules, @Nullable Integer bufferKb, boolean stacks)
      throws IOException {
    if (!modules.isEmpty() || stacks) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "the recorder is armed already, without -m and --stacks as they are given now"
              + " (modtrace reset, and start it anew)");
    }
    if (bufferKb != null) {
      recorder.setBufferKb(bufferKb);
    }
    if (recorder.balances().isEmpty()) {
      recorder.adopt(plan(modules, bufferKb, stacks));
    }
    if (recorder.isOn()) {
      return "armed already";
    }
    recorder.resume();
    return "goes on; nothing is known of the time since it was stopped but the balances";
  }

  private RecorderPlan plan(Set<String> modules, @Nullable Integer bufferKb, boolean stacks)
      throws IOException {
    EventCatalog catalog = tracefs.events();
    catalog.requireModuleEvents();
    List<EventId> events = catalog.resolve(List.of("module:*"));
    Chatter chatter = tracefs.chatter();
    if (chatter.functions().isEmpty()) {
      talk.note(
          "what every start of a program takes and gives back fills the ring as well:"
              + " the kernel hides where that is");
    }
    Map<EventId, String> filters = EventFilter.about(modules, events);
    if (!chatter.filter().isEmpty()) {
      filters = EventFilter.both(filters, Map.of(GET, chatter.filter(), PUT, chatter.filter()));
    }
    return new RecorderPlan(
        bufferKb == null ? RecorderPlan.DEFAULT_BUFFER_KB : bufferKb,
        stacks,
        events,
        filters,
        chatter);
  }

  /** The armed recorder. */
  FlightRecorder armed() throws IOException {
    FlightRecorder recorder = tracefs.recorder();
    if (!recorder.exists()) {
      throw new Failure(ExitCode.CANNOT_TELL, "the recorder is not armed (modtrace start)");
    }
    return recorder;
  }

  /** Removes the recorder and whatever killed runs left. */
  void reset(Changes changes) throws IOException {
    List<String> reaped = StaleInstances.reap(tracefs);
    reaped.forEach(changes::other);
    FlightRecorder recorder = tracefs.recorder();
    State before = State.of(recorder);
    if (before != State.ABSENT) {
      recorder.remove();
      changes.recorder(before, State.ABSENT, "removed, with all that it knew");
    } else if (reaped.isEmpty()) {
      changes.other("nothing to remove");
    }
  }
}
