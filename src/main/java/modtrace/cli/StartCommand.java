package modtrace.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.tracefs.RecorderPlan;
import modtrace.tracefs.TopLevel;
import picocli.CommandLine.ParameterException;

/** {@code modtrace start}: the recorder is armed, or goes on; or all tracing does. */
final class StartCommand implements Callable<Integer> {
  private final Values module =
      Values.of(
          new ModuleName(),
          "MODULE",
          "Record only what tells about this module; may be given several times.",
          "-m",
          "--module");
  private final Value<Integer> bufferKb =
      Value.of(
          new Kilobytes(),
          "KB",
          "Ring buffer of each CPU (default: " + RecorderPlan.DEFAULT_BUFFER_KB + ").",
          "-b",
          "--buffer-size");
  private final Flag stacks =
      Flag.of("Record the kernel stack of each get and put as well.", "--stacks");
  private final Flag boot =
      Flag.of("Print what starts it with the machine, and arm nothing.", "--boot");
  private final Flag write = Flag.of("With --boot: install and enable that.", "--write");
  private final Flag top = Verb.top();
  private final Value<String> tracer =
      Value.of("TRACER", "With --top: use this tracer; nop is none.", "-p", "--tracer");
  private final Flag json = Verb.changesAsJson();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;
  private final Verb verb;

  StartCommand(Invocation invocation) {
    this.invocation = invocation;
    verb =
        new Verb("start", this)
            .synopsis(
                "modtrace start [-m MODULE]... [-b KB] [--stacks] [--json] [-v]",
                "       modtrace start --boot [--write]",
                "       modtrace start --top [-p TRACER] [--json]")
            .description(
                "Arm the flight recorder, or go on with it.",
                "The kernel keeps who takes and gives back modules; who-holds and show use what it has.",
                "Nothing need run for it.",
                "With --top start the tracing that all share (tracing_on).")
            .takes(module, bufferKb, stacks, boot, write, top, tracer, json, verbose)
            .takesHelp();
  }

  Verb verb() {
    return verb;
  }

  @Override
  public Integer call() {
    boolean arms = !module.get().isEmpty() || bufferKb.get() != null || stacks.isGiven();
    refuse(top.isGiven() && (arms || boot.isGiven()), "--top goes with -p alone");
    refuse(tracer.get() != null && !top.isGiven(), "-p sets the tracer of --top: give both");
    refuse(write.isGiven() && !boot.isGiven(), "--write goes with --boot");
    refuse(json.isGiven() && boot.isGiven(), "--boot prints what is to be installed, not --json");
    var talk = new Talk(invocation.streams().err(), false, verbose.isGiven());
    var out = new Out(invocation.streams().out());
    var changes = new Changes(out, json.isGiven());
    try {
      if (boot.isGiven()) {
        new BootStart(invocation, out).tell(arguments(), write.isGiven());
      } else if (top.isGiven()) {
        startAll(Recorder.of(invocation, talk), changes);
      } else {
        Recorder recorder = Recorder.of(invocation, talk);
        var modules = new LinkedHashSet<>(module.get());
        recorder.start(modules, bufferKb.get(), stacks.isGiven(), changes);
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void startAll(Recorder recorder, Changes changes) throws IOException {
    TopLevel all = recorder.tracefs().topLevel();
    String name = tracer.get();
    if (name != null) {
      requireTracer(recorder, name);
      changes.shared(all.tracer(name));
    }
    changes.shared(all.tracingOn(true));
  }

  private static void requireTracer(Recorder recorder, String name) throws IOException {
    var tracers = recorder.tracefs().tracers();
    if (!tracers.contains(name)) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "this kernel has no tracer " + name + " (it has: " + String.join(", ", tracers) + ")");
    }
  }

  /** What the recorder is to be started with, as words of a command line. */
  private String arguments() {
    var words = new StringBuilder();
    module.get().forEach(name -> words.append(" -m ").append(name));
    Integer kb = bufferKb.get();
    words.append(kb == null ? "" : " -b " + kb).append(stacks.isGiven() ? " --stacks" : "");
    return words.toString();
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(verb.line(), why);
    }
  }
}
