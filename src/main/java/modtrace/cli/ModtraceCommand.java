package modtrace.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tool itself; its verbs do the work. */
@Command(
    name = "modtrace",
    description = "Who holds this kernel module, how do we know, and what would release it?",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 answered or done, 1 nobody holds it, 2 usage, 3 cannot tell, 4 not a trace,",
      "5 partial answer (--strict), 70 a defect of modtrace, 141 nobody reads the output."
    })
final class ModtraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give a command: who-holds, can-unload, record or report");
  }
}
