package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Changes.State;
import modtrace.cli.Word.Flag;
import modtrace.tracefs.FlightRecorder;

/** {@code modtrace clear}: the recorder forgets; or the trace buffer that all share is emptied. */
final class ClearCommand implements Callable<Integer> {
  private final Flag top = Verb.top();
  private final Flag json = Verb.changesAsJson();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  ClearCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("clear", this)
        .synopsis("modtrace clear [--top] [--json] [-v]")
        .description(
            "Empty the recorder, which goes on as it was.",
            "With --top empty the trace buffer that all share.")
        .takes(top, json, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    try {
      Recorder recorder = Recorder.of(invocation, talk);
      var changes = new Changes(out, json.isGiven());
      if (top.isGiven()) {
        changes.shared(recorder.tracefs().topLevel().clear());
      } else {
        FlightRecorder armed = recorder.armed();
        State state = State.of(armed);
        armed.clear();
        changes.recorder(state, state, "cleared, its balances too");
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }
}
