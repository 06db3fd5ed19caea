package modtrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import modtrace.holder.UnloadPlan;
import modtrace.holder.UnloadPlanner;
import modtrace.proc.SysModule;
import modtrace.render.PlanJson;
import modtrace.render.PlanLines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modtrace can-unload MODULE...}: whether modprobe -r would work now; if not, why. */
@Command(
    name = "can-unload",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "modtrace can-unload MODULE... [--json|-q] [-v]",
    description = {
      "Tell whether modprobe -r would work now, and if not, what to release in which order.",
      "It never unloads anything. Exit code: 0 all can be unloaded, 1 not all, 3 cannot tell."
    })
final class CanUnloadCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "MODULE",
      converter = TargetName.class,
      description = "Module to ask about, or its device node or .ko file; - and _ are the same.")
  List<String> modules = List.of();

  @ArgGroup(exclusive = true)
  @Nullable Form form;

  /** At most one of them. */
  static final class Form {
    @Option(names = "--json", description = "One JSON object a module, one a line.")
    boolean json;

    @Option(
        names = {"-q", "--quiet"},
        description = "Nothing but the exit code.")
    boolean quiet;
  }

  @Mixin CommonOptions common = new CommonOptions();

  private final Invocation invocation;

  CanUnloadCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    boolean quiet = form != null && form.quiet;
    var talk = new Talk(invocation.streams().err(), quiet, common.verbose);
    var out = new Out(invocation.streams().out());
    int worst = ExitCode.OK;
    for (String module :
        DeviceTargets.resolve(modules, invocation.root()).stream().distinct().toList()) {
      try {
        worst = Math.max(worst, answer(module, quiet, talk, out));
      } catch (IOException e) {
        talk.error("cannot read the state of " + module + ": " + e.getMessage());
        worst = ExitCode.CANNOT_TELL;
      }
    }
    out.flush();
    return worst;
  }

  private int answer(String module, boolean quiet, Talk talk, Out out) throws IOException {
    var system = new RunningSystem(invocation.root());
    SysModule facts = system.facts(module);
    if (facts.state() == SysModule.State.ABSENT) {
      talk.error(String.valueOf(system.problem(module, facts)));
      return ExitCode.CANNOT_TELL;
    }
    UnloadPlan plan = UnloadPlanner.plan(module, system);
    if (form != null && form.json) {
      out.json(json -> PlanJson.write(json, plan));
    } else if (!quiet) {
      PlanLines.of(plan).forEach(out::line);
    }
    plan.caveats().forEach(talk::warn);
    return plan.isNow() ? ExitCode.OK : ExitCode.NOBODY;
  }
}
