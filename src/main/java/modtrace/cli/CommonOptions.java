package modtrace.cli;

import picocli.CommandLine.Option;

/** What every verb takes. */
final class CommonOptions {
  @Option(
      names = {"-v", "--verbose"},
      description = "Tell on standard error what is done, and the details of an error.")
  boolean verbose;
}
