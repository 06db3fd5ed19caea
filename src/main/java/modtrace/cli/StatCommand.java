package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.render.StateLines;
import modtrace.tracefs.TracerState;

/** {@code modtrace stat}: how tracing is set, by whomever. */
final class StatCommand implements Callable<Integer> {
  private final Flag json = Flag.of("One JSON object for each, one a line.", "--json");
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  StatCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("stat", this)
        .synopsis("modtrace stat [--json] [-v]")
        .description("Tell how the kernel's tracing is set: the top level, and each instance.")
        .takes(json, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    try {
      Recorder recorder = Recorder.of(invocation, talk);
      for (TracerState state : TracerState.all(recorder.tracefs())) {
        if (json.isGiven()) {
          out.json(generator -> StateLines.json(generator, state));
        } else {
          StateLines.of(state).forEach(out::line);
          if (state.owner() == TracerState.Owner.RECORDER) {
            leftOut(recorder, out);
          }
        }
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** What the recorder's own filter says, not what a start would set now. */
  private static void leftOut(Recorder recorder, Out out) throws IOException {
    String filter = recorder.armed().filter();
    out.line("  of gets: " + (filter.equals("none") ? "all" : "where " + filter));
    for (String function : recorder.tracefs().chatter().leftOutBy(filter)) {
      out.line(
          "  left out: what "
              + function
              + " takes and gives back at once, whenever a program starts");
    }
  }
}
