package modtrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.sys.Kernel;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.TraceRequest;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modtrace record}: what the kernel traces, into a file or a pipe. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis =
        "modtrace record [-e EVENT [-f FILTER]]... [-m MODULE]... [-o FILE|-] [--for DURATION] [-b KB] [--force] [-v] [-- COMMAND...]",
    description = {
      "Record trace events until ^C, the end of the time or of the command, whose exit code is returned.",
      "Only a private part of the kernel's tracing is used; all else stays as it is."
    })
final class RecordCommand implements Callable<Integer> {
  /** What some 40,000 events fit into. */
  private static final int ANY_EVENTS_BUFFER_KB = 4096;

  static final String DEFAULT_FILE = "trace.dat";

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  List<EventChoice> choices = new ArrayList<>();

  @Option(
      names = {"-m", "--module"},
      paramLabel = "MODULE",
      converter = ModuleName.class,
      description =
          "Of the module events only what tells about this module; may be given several times.")
  List<String> modules = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = DEFAULT_FILE,
      description =
          "A trace.dat, as trace-cmd and KernelShark read it (default: ${DEFAULT-VALUE}); - is text on standard output.")
  String output = DEFAULT_FILE;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop after a time, such as 30s, 500ms or 2m.")
  @Nullable Duration duration;

  @Option(
      names = {"-b", "--buffer-size"},
      paramLabel = "KB",
      description =
          "Ring buffer of each CPU (default: "
              + TraceRequest.DEFAULT_BUFFER_KB
              + " for module events alone, else "
              + ANY_EVENTS_BUFFER_KB
              + ").")
  @Nullable Integer bufferKb;

  @Spec CommandSpec spec;

  @Option(names = "--stacks", description = "Record the kernel stack of each event.")
  boolean stacks;

  @Option(names = "--force", description = "Replace whatever file is in the way.")
  boolean force;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", hidden = true)
  List<String> words = new ArrayList<>();

  @Mixin CommonOptions common = new CommonOptions();

  private final Invocation invocation;

  RecordCommand(Invocation invocation) {
    this.invocation = invocation;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    refuseBadSize();
    boolean piped = output.equals("-");
    var talk = new Talk(invocation.streams().err(), false, common.verbose);
    List<String> line = new ArrayList<>(words);
    line.addAll(invocation.command());
    ChildCommand command = line.isEmpty() ? null : ChildCommand.find(line, piped);
    if (!piped) {
      OutputFile.check(output, force);
      OutputFile.check(OutputFile.successor(output), force);
    }
    Kernel kernel = invocation.kernel().get();
    Capture capture = capture(kernel, piped);
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
            catalog -> request(catalog, capture.rawReaders()),
            talk,
            progress,
            duration,
            command)) {
      progress.begin();
      capture.run(trace);
      progress.end();
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    int recorded = capture.finish(talk);
    int ended = command == null ? ExitCode.OK : command.exitCode(talk);
    return recorded == ExitCode.OK ? ended : recorded;
  }

  private Capture capture(Kernel kernel, boolean piped) throws IOException {
    if (piped) {
      var out = new Out(invocation.streams().out());
      return new TextCapture(new PipedRecording(out, kernel.terminalWidth(1).isPresent()));
    }
    return new DatCapture(
        new OutputFile(kernel, output, invocation.environment()), new Version().getVersion()[0]);
  }

  private void refuseBadSize() {
    if (bufferKb != null && bufferKb < 1) {
      throw new ParameterException(
          spec.commandLine(), "a buffer of " + bufferKb + " KB holds nothing");
    }
  }

  private TraceRequest request(EventCatalog catalog, int rawReaders) throws TracefsException {
    List<EventId> events = EventChoice.events(choices, catalog);
    return TraceRequest.of(events)
        .withFilters(
            EventFilter.both(
                EventChoice.filters(choices, catalog),
                EventFilter.about(Set.copyOf(modules), events)))
        .withBufferKb(bufferKb == null ? bufferKbFor(events) : bufferKb)
        .withStacks(stacks)
        .withRawReaders(rawReaders);
  }

  private static int bufferKbFor(List<EventId> events) {
    return events.stream().allMatch(event -> event.system().equals("module"))
        ? TraceRequest.DEFAULT_BUFFER_KB
        : ANY_EVENTS_BUFFER_KB;
  }
}
