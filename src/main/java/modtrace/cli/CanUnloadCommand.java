package modtrace.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.cli.Word.Values;
import modtrace.holder.UnloadPlan;
import modtrace.holder.UnloadPlanner;
import modtrace.proc.SysModule;
import modtrace.render.PlanJson;
import modtrace.render.PlanLines;

/** {@code modtrace can-unload MODULE...}: whether modprobe -r would work now; if not, why. */
final class CanUnloadCommand implements Callable<Integer> {
  private final Values modules = Verb.targets();
  private final Flag json = Verb.json();
  private final Flag quiet = Verb.quiet();
  private final Value<String> color = TerminalLook.color();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  CanUnloadCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("can-unload", this)
        .synopsis("modtrace can-unload MODULE... [--json|-q] [--color WHEN] [-v]")
        .description(
            "Tell whether modprobe -r would work now, and if not, what to release in which order.",
            "It never unloads anything. Exit code: 0 all can be unloaded, 1 not all, 3 cannot tell.")
        .takes(modules)
        .takesOneOf(json, quiet)
        .takes(color, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() {
    var talk = new Talk(invocation.streams().err(), quiet.isGiven(), verbose.isGiven());
    var out = new Out(invocation.streams().out());
    int worst = ExitCode.OK;
    for (String module :
        DeviceTargets.resolve(modules.get(), invocation.root()).stream().distinct().toList()) {
      try {
        worst = Math.max(worst, answer(module, talk, out));
      } catch (IOException e) {
        talk.error("cannot read the state of " + module + ": " + e.getMessage());
        worst = ExitCode.CANNOT_TELL;
      }
    }
    out.flush();
    return worst;
  }

  private int answer(String module, Talk talk, Out out) throws IOException {
    var system = new RunningSystem(invocation.root());
    SysModule facts = system.facts(module);
    if (facts.state() == SysModule.State.ABSENT) {
      talk.error(String.valueOf(system.problem(module, facts)));
      return ExitCode.CANNOT_TELL;
    }
    UnloadPlan plan = UnloadPlanner.plan(module, system);
    if (json.isGiven()) {
      out.json(generator -> PlanJson.write(generator, plan));
    } else if (!quiet.isGiven()) {
      PlanLines.of(plan, TerminalLook.of(invocation, color)).forEach(out::line);
    }
    plan.caveats().forEach(talk::warn);
    return plan.isNow() ? ExitCode.OK : ExitCode.NOBODY;
  }
}
