package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;

/** {@code modtrace clear}: the recorder forgets; or the trace buffer that all share is emptied. */
final class ClearCommand implements Callable<Integer> {
  private final Flag top = Verb.top();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  ClearCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("clear", this)
        .synopsis("modtrace clear [--top] [-v]")
        .description(
            "Empty the recorder, which goes on as it was.",
            "With --top empty the trace buffer that all share.")
        .takes(top, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    try {
      Recorder recorder = Recorder.of(invocation, talk);
      if (top.isGiven()) {
        out.line("trace: " + recorder.tracefs().topLevel().clear() + " events -> 0");
      } else {
        recorder.armed().clear();
        out.line("recorder cleared, its balances too");
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }
}
