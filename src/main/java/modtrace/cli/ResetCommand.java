package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;

/** {@code modtrace reset}: nothing of modtrace is left in the kernel. */
final class ResetCommand implements Callable<Integer> {
  private final Flag json = Verb.changesAsJson();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  ResetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("reset", this)
        .synopsis("modtrace reset [--json] [-v]")
        .description("Remove the recorder, and whatever modtraces that were killed left behind.")
        .takes(json, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    try {
      Recorder.of(invocation, talk).reset(new Changes(out, json.isGiven()));
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }
}
