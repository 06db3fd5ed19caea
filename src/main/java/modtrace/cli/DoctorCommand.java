package modtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Value;
import modtrace.render.Check;

/** {@code modtrace doctor}: what modtrace finds to work with on this machine. */
final class DoctorCommand implements Callable<Integer> {
  private final Flag json = Flag.of("One JSON object for each, one a line.", "--json");
  private final Value<String> color = TerminalLook.color();
  private final Flag verbose = Verb.verbose();

  private final Invocation invocation;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  Verb verb() {
    return new Verb("doctor", this)
        .synopsis("modtrace doctor [--json] [--color WHEN] [-v]")
        .description(
            "Tell what modtrace can make use of here: one page for a bug report.",
            "It changes nothing and names no process. Exit code: 0 all is there, 1 not all.")
        .takes(json, color, verbose)
        .takesHelp();
  }

  @Override
  public Integer call() throws IOException {
    List<Check> checks = new ArrayList<>(new SystemChecks(invocation).all());
    checks.addAll(new TracingChecks(invocation).all());
    checks.addAll(new EvidenceChecks(invocation).all());
    var out = new Out(invocation.streams().out());
    if (json.isGiven()) {
      checks.forEach(check -> out.json(check::json));
    } else {
      Check.lines(checks, TerminalLook.of(invocation, color)).forEach(out::line);
    }
    out.flush();
    return checks.stream().allMatch(Check::isGood) ? ExitCode.OK : ExitCode.NOBODY;
  }
}
