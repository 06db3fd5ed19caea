package modtrace.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code modtrace who-holds MODULE...}: out of a recording, from a live trace, or from the running
 * system.
 */
@Command(
    name = "who-holds",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "modtrace who-holds MODULE... [-i FILE|-] [--json|--tree|-t|-q] [--strict] [-v]",
      "       modtrace who-holds MODULE... -f|--for DURATION|-- COMMAND... [--stacks] [...]"
    },
    description = {
      "Name the holders of modules, with the evidence.",
      "Without -i, -f, --for and a COMMAND it answers at once, from the running system;",
      "a pipe on standard input is read as a recording."
    })
final class WhoHoldsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "MODULE",
      converter = TargetName.class,
      description = "Module to ask about, or its device node or .ko file; - and _ are the same.")
  List<String> modules = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description =
          "Answer from a recording: trace.dat, or trace_pipe, trace, trace-cmd report or perf script text, also gzip'ed; - is standard input.")
  @Nullable String input;

  @Option(
      names = {"-f", "--follow"},
      description =
          "Trace until ^C: print each get and put as it happens, and the account at the end.")
  boolean follow;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Trace for a time, such as 30s, 500ms or 2m.")
  @Nullable Duration duration;

  @ArgGroup(exclusive = true)
  @Nullable Form form;

  /** At most one of them. */
  static final class Form {
    @Option(names = "--json", description = "One JSON object a module, one a line.")
    boolean json;

    @Option(
        names = "--tree",
        description =
            "Also the holding processes among their ancestors and children, as pstree does.")
    boolean tree;

    @Option(
        names = {"-t", "--pids"},
        description = "Only the pids of holding processes, one a line, for xargs kill.")
    boolean pids;

    @Option(
        names = {"-q", "--quiet"},
        description = "Nothing but the exit code.")
    boolean quiet;
  }

  @Option(names = "--stacks", description = "Trace and show the kernel stack of each get.")
  boolean stacks;

  @Option(names = "--strict", description = "Exit with 5 when the answer is a partial one.")
  boolean strict;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec;

  private final Invocation invocation;

  WhoHoldsCommand(Invocation invocation) {
    this.invocation = invocation;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    AnswerForm answerForm = answerForm();
    var talk =
        new Talk(invocation.streams().err(), answerForm == AnswerForm.NOTHING, common.verbose);
    var out = new Out(invocation.streams().out());
    var request =
        new WhoHoldsRequest(
            DeviceTargets.resolve(modules, invocation.root()), answerForm, stacks, strict);
    var printer = new AnswerPrinter(request, out, talk, new HolderTrees(invocation));
    if (isLive()) {
      refuse(
          input != null,
          "-i answers from a recording, -f, --for and a COMMAND trace now: choose one");
      new LiveAnswers(invocation, request, out, talk).answer(printer, duration);
    } else {
      answer(printer, talk);
    }
    return printer.finish();
  }

  private void answer(AnswerPrinter printer, Talk talk) {
    TraceInput recording = recording();
    if (recording == null) {
      new SystemAnswers(invocation.root(), talk).answer(printer);
    } else {
      refuse(
          form != null && form.tree, "--tree shows processes that run now, a recording has none");
      new RecordedHolders(recording, talk).answer(printer);
    }
  }

  /** The recording to read; null where the running system is asked. */
  private @Nullable TraceInput recording() {
    if (input != null) {
      return TraceInput.open(input, invocation.streams().in());
    }
    if (!StandardInput.isRecording()) {
      return null;
    }
    TraceInput piped = TraceInput.open("-", invocation.streams().in());
    return piped.isEmpty() ? null : piped; // a pipe that nobody wrote to: a script's leftover
  }

  private boolean isLive() {
    return follow || duration != null || !invocation.command().isEmpty();
  }

  private AnswerForm answerForm() {
    if (form == null) {
      return AnswerForm.TABLE;
    }
    return form.json
        ? AnswerForm.JSON
        : form.tree ? AnswerForm.TREE : form.pids ? AnswerForm.PIDS : AnswerForm.NOTHING;
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }
}
