package modtrace;

import modtrace.cli.Cli;

/** The process: arguments in, exit code out. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.ofProcess().run(args));
  }
}
