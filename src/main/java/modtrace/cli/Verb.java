package modtrace.cli;

import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Values;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Describes a verb to picocli, word by word in the order of its help.
 *
 * <p>Annotations would read as well, but the reflection on them takes a quarter of the time to
 * start.
 */
final class Verb {
  private final CommandSpec spec;

  /** {@code work} does what the verb promises, and returns the exit code. */
  Verb(String name, Callable<Integer> work) {
    spec = CommandSpec.wrapWithoutInspection(work).name(name);
    spec.usageMessage().sortOptions(false);
  }

  Verb synopsis(String... lines) {
    spec.usageMessage().customSynopsis(lines);
    return this;
  }

  Verb description(String... lines) {
    spec.usageMessage().description(lines);
    return this;
  }

  Verb takes(Word... words) {
    for (Word word : words) {
      spec.add(word.arg());
    }
    return this;
  }

  Verb takesOneOf(Flag... flags) {
    var group = ArgGroupSpec.builder().exclusive(true).multiplicity("0..1");
    for (Flag flag : flags) {
      group.addArg(flag.arg());
    }
    spec.addArgGroup(group.build());
    return this;
  }

  Verb takes(ArgGroupSpec group) {
    spec.addArgGroup(group);
    return this;
  }

  CommandLine described() {
    addHelp(spec);
    return new CommandLine(spec);
  }

  /** What every command takes, last of all. */
  static void addHelp(CommandSpec spec) {
    spec.versionProvider(new Version());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
  }

  static Flag verbose() {
    return Flag.of(
        "Tell on standard error what is done, and the details of an error.", "-v", "--verbose");
  }

  static Flag json() {
    return Flag.of("One JSON object a module, one a line.", "--json");
  }

  static Flag quiet() {
    return Flag.of("Nothing but the exit code.", "-q", "--quiet");
  }

  /** A command of its own, at the end. */
  static Values restOfTheLine() {
    return Values.positional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("COMMAND")
            .hidden(true));
  }

  /** The modules that are asked about. */
  static Values targets() {
    return Values.positional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .paramLabel("MODULE")
            .converters(new TargetName())
            .description(
                "Module to ask about, or its device node or .ko file; - and _ are the same."));
  }
}
