package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Changes.State;
import modtrace.cli.Word.Flag;
import modtrace.tracefs.FlightRecorder;

/**
 * {@code modtrace stop}: the recorder keeps what it has and records no more; or all tracing stops.
 */
final class StopCommand implements Callable<Integer> {
  private final Flag top = Verb.top();
  private final Flag json = Verb.changesAsJson();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  StopCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("stop", this)
        .synopsis("modtrace stop [--top] [--json] [-v]")
        .description(
            "Freeze the recorder: it keeps what it has, and modtrace start goes on.",
            "With --top stop the tracing that all share (tracing_on).")
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
        changes.shared(recorder.tracefs().topLevel().tracingOn(false));
      } else {
        FlightRecorder armed = recorder.armed();
        if (armed.isOn()) {
          armed.stop();
          changes.recorder(
              State.ARMED, State.STOPPED, "stopped; it keeps what it has, and the balances go on");
        } else {
          changes.recorder(State.STOPPED, State.STOPPED, "stopped already");
        }
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }
}
