package modtrace;

import modtrace.cli.Cli;
import modtrace.sys.LinuxKernel;

/** The process: arguments in, exit code out. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (Cli.looksAtTheSystem(args)) {
      LinuxKernel.loadAhead();
    }
    System.exit(Cli.ofProcess().run(args));
  }
}
