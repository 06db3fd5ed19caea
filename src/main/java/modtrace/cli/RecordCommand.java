package modtrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.sys.Kernel;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.TraceRequest;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** {@code modtrace record}: what the kernel traces, into a file or a pipe. */
final class RecordCommand implements Callable<Integer> {
  /** What some 40,000 events fit into. */
  private static final int ANY_EVENTS_BUFFER_KB = 4096;

  static final String DEFAULT_FILE = "trace.dat";

  private final EventChoice.Words choice = new EventChoice.Words();
  private final Values module =
      Values.of(
          new ModuleName(),
          "MODULE",
          "Of the module events only what tells about this module; may be given several times.",
          "-m",
          "--module");
  private final Value<String> output =
      Value.withDefault(
          DEFAULT_FILE,
          "FILE",
          "A trace.dat, as trace-cmd and KernelShark read it (default: ${DEFAULT-VALUE}); - is text on standard output.",
          "-o",
          "--output");
  private final Value<Duration> duration =
      Value.of(
          new DurationConverter(),
          "DURATION",
          "Stop after a time, such as 30s, 500ms or 2m.",
          "--for");
  private final Value<Integer> bufferKb =
      Value.of(
          new Kilobytes(),
          "KB",
          "Ring buffer of each CPU (default: "
              + TraceRequest.DEFAULT_BUFFER_KB
              + " for module events alone, else "
              + ANY_EVENTS_BUFFER_KB
              + ").",
          "-b",
          "--buffer-size");
  private final Flag stacks = Flag.of("Record the kernel stack of each event.", "--stacks");
  private final Flag force = Flag.of("Replace whatever file is in the way.", "--force");
  private final Flag fromRecorder =
      Flag.of("Save what the flight recorder has; its ring is empty then.", "--from-recorder");
  private final Values words = Verb.restOfTheLine();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private final Verb verb;

  RecordCommand(Invocation invocation) {
    this.invocation = invocation;
    verb =
        new Verb("record", this)
            .synopsis(
                "modtrace record [-e EVENT [-f FILTER]]... [-m MODULE]... [-o FILE|-] [--for DURATION] [-b KB] [--force] [-v] [-- COMMAND...]",
                "       modtrace record --from-recorder [-o FILE] [--force] [-v]")
            .description(
                "Record trace events into a trace.dat, or as text.",
                "It ends by ^C, with the time or with the command, whose exit code is returned.",
                "Only a private part of the kernel's tracing is used; all else stays as it is.")
            .takes(choice.group())
            .takes(module, output, duration, bufferKb, stacks, force, fromRecorder, words, verbose)
            .takesHelp()
            .stopsAtItsFirstWord();
  }

  Verb verb() {
    return verb;
  }

  @Override
  public Integer call() throws IOException {
    List<EventChoice> choices = choice.of(verb.line().getParseResult());
    String file = output.getOr(DEFAULT_FILE);
    boolean piped = file.equals("-");
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    List<String> child = new ArrayList<>(words.get());
    child.addAll(invocation.command());
    ChildCommand command = child.isEmpty() ? null : ChildCommand.find(child, piped);
    if (!piped) {
      OutputFile.check(file, force.isGiven());
      OutputFile.check(OutputFile.successor(file), force.isGiven());
    }
    Kernel kernel = invocation.kernel().get();
    if (fromRecorder.isGiven()) {
      refuseOtherWords(choices, command, piped);
      return new RecorderSave(invocation, talk)
          .to(new OutputFile(kernel, file, invocation.environment()));
    }
    return record(kernel, file, choices, command, talk);
  }

  private int record(
      Kernel kernel,
      String file,
      List<EventChoice> choices,
      @Nullable ChildCommand command,
      Talk talk)
      throws IOException {
    boolean piped = file.equals("-");
    Capture capture = capture(kernel, file);
    var progress =
        new Progress(
            talk,
            EventChoice.words(choices),
            piped ? "line" : "event",
            kernel.terminalWidth(2).isPresent() && !piped);
    progress.count(capture::count, capture::lost);
    try (LiveTrace trace =
        LiveTrace.start(
            kernel,
            catalog -> request(choices, catalog, capture.rawReaders()),
            talk,
            progress,
            duration.get(),
            command)) {
      progress.begin();
      capture.run(trace);
      progress.end();
      boolean unused = trace.tellDisturbance();
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    int recorded = capture.finish(talk);
    int ended = command == null ? ExitCode.OK : command.exitCode(talk);
    return recorded == ExitCode.OK ? ended : recorded;
  }

  private void refuseOtherWords(
      List<EventChoice> choices, @Nullable ChildCommand command, boolean piped) {
    if (piped) {
      throw new ParameterException(
          verb.line(), "--from-recorder makes a trace.dat; modtrace show prints it");
    }
    boolean traces = !choices.isEmpty() || !module.get().isEmpty() || stacks.isGiven();
    if (traces || command != null || duration.get() != null || bufferKb.get() != null) {
      throw new ParameterException(
          verb.line(), "--from-recorder saves what is recorded already: only -o goes with it");
    }
  }

  private Capture capture(Kernel kernel, String file) throws IOException {
    if (file.equals("-")) {
      var out = new Out(invocation.streams().out());
      return new TextCapture(new PipedRecording(out, kernel.terminalWidth(1).isPresent()));
    }
    return new DatCapture(
        new OutputFile(kernel, file, invocation.environment()),
        new Version().getVersion()[0],
        " lost: try a larger -b");
  }

  private TraceRequest request(List<EventChoice> choices, EventCatalog catalog, int rawReaders)
      throws TracefsException {
    Integer kb = bufferKb.get();
    List<EventId> events = EventChoice.events(choices, catalog);
    return TraceRequest.of(events)
        .withFilters(
            EventFilter.both(
                EventChoice.filters(choices, catalog),
                EventFilter.about(Set.copyOf(module.get()), events)))
        .withBufferKb(kb == null ? bufferKbFor(events) : kb)
        .withStacks(stacks.isGiven())
        .withRawReaders(rawReaders);
  }

  private static int bufferKbFor(List<EventId> events) {
    return events.stream().allMatch(event -> event.system().equals("module"))
        ? TraceRequest.DEFAULT_BUFFER_KB
        : ANY_EVENTS_BUFFER_KB;
  }
}
