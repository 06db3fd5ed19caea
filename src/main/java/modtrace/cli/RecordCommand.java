package modtrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import modtrace.sys.Kernel;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.TraceRequest;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;
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
        "modtrace record [-e EVENT]... [-m MODULE]... [-o FILE|-] [--for DURATION] [-b KB] [--force] [-v] [-- COMMAND...]",
    description = {
      "Record trace events until ^C, the end of the time or of the command, whose exit code is returned.",
      "Only a private part of the kernel's tracing is used; all else stays as it is."
    })
final class RecordCommand implements Callable<Integer> {
  static final String DEFAULT_FILE = "trace.txt";

  @Option(
      names = {"-e", "--event"},
      paramLabel = "EVENT",
      defaultValue = "module",
      description =
          "A system, an event, or system:event, with wildcards; may be given several times (default: ${DEFAULT-VALUE}).")
  List<String> events = new ArrayList<>();

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
      description = "Where to (default: ${DEFAULT-VALUE}); - is standard output.")
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
      defaultValue = "" + TraceRequest.DEFAULT_BUFFER_KB,
      description = "Ring buffer of each CPU (default: ${DEFAULT-VALUE}).")
  int bufferKb = TraceRequest.DEFAULT_BUFFER_KB;

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
  public Integer call() {
    refuseBadSize();
    boolean piped = output.equals("-");
    var talk = new Talk(invocation.streams().err(), false, common.verbose);
    var out = new Out(invocation.streams().out());
    List<String> line = new ArrayList<>(words);
    line.addAll(invocation.command());
    ChildCommand command = line.isEmpty() ? null : ChildCommand.find(line, piped);
    if (!piped) {
      FileRecording.check(output, force);
    }
    Kernel kernel = invocation.kernel().get();
    var copy = new TraceCopy();
    var progress =
        new Progress(
            talk, String.join(" ", events), "line", kernel.terminalWidth(2).isPresent() && !piped);
    progress.count(copy::lines, copy::lost);
    try (LiveTrace trace =
            LiveTrace.start(kernel, this::request, talk, progress, duration, command);
        Recording recording =
            piped
                ? new PipedRecording(out, kernel.terminalWidth(1).isPresent())
                : FileRecording.create(kernel, output, invocation.environment())) {
      progress.begin();
      trace.startCommand();
      copy.run(trace, recording);
      copy.lostAtLeast(trace.losses().lost());
      progress.end();
      talk.note(
          copy.lines() + (copy.lines() == 1 ? " line" : " lines") + " in " + recording.place());
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    return command == null ? ExitCode.OK : command.exitCode(talk);
  }

  private void refuseBadSize() {
    if (bufferKb < 1) {
      throw new ParameterException(
          spec.commandLine(), "a buffer of " + bufferKb + " KB holds nothing");
    }
  }

  private TraceRequest request(EventCatalog catalog) throws TracefsException {
    TraceRequest request = TraceRequest.of(catalog.resolve(events));
    return request
        .withFilters(EventFilter.about(Set.copyOf(modules), request.events()))
        .withBufferKb(bufferKb)
        .withStacks(stacks);
  }
}
