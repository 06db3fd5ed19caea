package modtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParameterException;

/** The tool itself; its verbs do the work. */
final class ModtraceCommand implements Callable<Integer> {
  private final Verb verb =
      new Verb("modtrace", this)
          .synopsis("modtrace [-hV] COMMAND")
          .description("Who holds this kernel module, how do we know, and what would release it?")
          .footer(
              "",
              "Exit codes: 0 answered or done, 1 nobody holds it, 2 usage, 3 cannot tell, 4 not a trace,",
              "5 partial answer (--strict), 70 a defect of modtrace, 141 nobody reads the output.")
          .takesHelp();

  Verb verb() {
    return verb;
  }

  @Override
  public Integer call() {
    throw new ParameterException(verb.line(), "give a command, such as who-holds");
  }
}
