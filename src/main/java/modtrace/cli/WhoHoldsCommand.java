package modtrace.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.render.Look;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * {@code modtrace who-holds MODULE...}: out of a recording, from a live trace, or from the running
 * system.
 */
final class WhoHoldsCommand implements Callable<Integer> {
  private final Values modules = Verb.targets();
  private final Value<String> input =
      Value.of(
          "FILE",
          "Answer from a recording: trace.dat, or trace_pipe, trace, trace-cmd report or perf script text, also gzip'ed; - is standard input.",
          "-i",
          "--input");
  private final Flag now =
      Flag.of(
          "With a recording of this boot: look at the running system too, to tell who has now what"
              + " was taken then.",
          "--now");
  private final Flag follow =
      Flag.of(
          "Trace until ^C: print each get and put as it happens, and the account at the end.",
          "-f",
          "--follow");
  private final Value<Duration> duration =
      Value.of(
          new DurationConverter(),
          "DURATION",
          "Trace for a time, such as 30s, 500ms or 2m.",
          "--for");
  private final Flag json = Verb.json();
  private final Flag tree =
      Flag.of(
          "Also the holding processes among their ancestors and children, as pstree does.",
          "--tree");
  private final Flag pids =
      Flag.of("Only the pids of holding processes, one a line, for xargs kill.", "-t", "--pids");
  private final Flag quiet = Verb.quiet();
  private final Flag stacks = Flag.of("Trace and show the kernel stack of each get.", "--stacks");
  private final Flag strict = Flag.of("Exit with 5 when the answer is a partial one.", "--strict");
  private final Value<String> color = TerminalLook.color();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private final Verb verb;

  WhoHoldsCommand(Invocation invocation) {
    this.invocation = invocation;
    verb =
        new Verb("who-holds", this)
            .synopsis(
                "modtrace who-holds MODULE... [-i FILE|- [--now]] [--json|--tree|-t|-q] [--strict] [--color WHEN] [-v]",
                "       modtrace who-holds MODULE... -f|--for DURATION|-- COMMAND... [--stacks] [--json|--tree|-t|-q] [--strict] [--color WHEN] [-v]")
            .description(
                "Name the holders of modules, with the evidence.",
                "Without -i, -f, --for and a COMMAND it answers at once, from the running system;",
                "a pipe on standard input is read as a recording.")
            .takes(modules, input, now, follow, duration)
            .takesOneOf(json, tree, pids, quiet)
            .takes(stacks, strict, color, verbose)
            .takesHelp();
  }

  Verb verb() {
    return verb;
  }

  @Override
  public Integer call() {
    AnswerForm answerForm = answerForm();
    var talk =
        new Talk(invocation.streams().err(), answerForm == AnswerForm.NOTHING, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    var request =
        new WhoHoldsRequest(
            DeviceTargets.resolve(modules.get(), invocation.root()),
            answerForm,
            stacks.isGiven(),
            strict.isGiven(),
            answerForm.isText() ? TerminalLook.of(invocation, color) : Look.PLAIN);
    var printer = new AnswerPrinter(request, out, talk, new HolderTrees(invocation));
    if (isLive()) {
      refuse(
          input.get() != null || now.isGiven(),
          "-i answers from a recording, -f, --for and a COMMAND trace now: choose one");
      new LiveAnswers(invocation, request, out, talk, follow.isGiven())
          .answer(printer, duration.get());
    } else {
      answer(printer, talk);
    }
    return printer.finish();
  }

  private void answer(AnswerPrinter printer, Talk talk) {
    TraceInput recording = recording();
    if (recording == null) {
      refuse(now.isGiven(), "--now goes with a recording: give one by -i");
      new SystemAnswers(invocation, talk).answer(printer);
    } else {
      refuse(
          tree.isGiven() && !now.isGiven(),
          "--tree shows processes that run now, a recording has none");
      var boot = now.isGiven() ? new ThisBoot(invocation.root()) : null;
      new RecordedHolders(recording, boot, talk).answer(printer);
    }
  }

  /** The recording to read; null where the running system is asked. */
  private @Nullable TraceInput recording() {
    String file = input.get();
    if (file != null) {
      return TraceInput.open(file, invocation.streams().in());
    }
    if (!StandardInput.isRecording()) {
      return null;
    }
    TraceInput piped = TraceInput.open("-", invocation.streams().in());
    return piped.isEmpty() ? null : piped; // a pipe that nobody wrote to: a script's leftover
  }

  private boolean isLive() {
    return follow.isGiven() || duration.get() != null || !invocation.command().isEmpty();
  }

  private AnswerForm answerForm() {
    return json.isGiven()
        ? AnswerForm.JSON
        : tree.isGiven()
            ? AnswerForm.TREE
            : pids.isGiven()
                ? AnswerForm.PIDS
                : quiet.isGiven() ? AnswerForm.NOTHING : AnswerForm.TABLE;
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(verb.line(), why);
    }
  }
}
