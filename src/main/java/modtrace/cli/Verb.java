package modtrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Values;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A verb, and its words in the order of its help.
 *
 * <p>They are described to picocli one by one: annotations would read as well, but the reflection
 * on them takes a third of the time to start.
 */
final class Verb {
  private static final String VERBOSE = "--verbose";
  private static final String VERY_VERBOSE = "-vv";

  private final CommandSpec spec;
  private final Callable<Integer> work;
  private final List<Word> words = new ArrayList<>();

  /** {@code work} does what the verb promises, and returns the exit code. */
  Verb(String name, Callable<Integer> work) {
    this.work = work;
    spec = CommandSpec.wrapWithoutInspection(this).name(name);
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

  Verb footer(String... lines) {
    spec.usageMessage().footer(lines);
    return this;
  }

  Verb takes(Word... some) {
    for (Word word : some) {
      spec.add(word.arg());
      words.add(word);
    }
    return this;
  }

  Verb takesOneOf(Word... some) {
    var group = ArgGroupSpec.builder().exclusive(true).multiplicity("0..1");
    for (Word word : some) {
      group.addArg(word.arg());
      words.add(word);
    }
    return takes(group.build());
  }

  Verb takes(ArgGroupSpec group) {
    spec.addArgGroup(group);
    return this;
  }

  /** With what every command takes, last of all. */
  Verb takesHelp() {
    spec.versionProvider(new Version());
    if (spec.findOption(VERBOSE) != null) {
      spec.addOption(OptionSpec.builder(VERY_VERBOSE).hidden(true).build());
    }
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
    return this;
  }

  /** What follows the first word that is no option's belongs to that. */
  Verb stopsAtItsFirstWord() {
    spec.parser().stopAtPositional(true);
    return this;
  }

  CommandLine line() {
    CommandLine line = spec.commandLine();
    return line == null ? new CommandLine(spec) : line;
  }

  /** Does what the words of its line ask for. */
  int run() throws Exception {
    for (Word word : words) {
      try {
        word.convert();
      } catch (BadWord e) {
        throw new ParameterException(line(), told(word, e));
      }
    }
    return work.call();
  }

  private static String told(Word word, BadWord bad) {
    return word.arg() instanceof OptionSpec option
        ? "Invalid value for option '" + option.longestName() + "': " + bad.getMessage()
        : String.valueOf(bad.getMessage());
  }

  static Flag verbose() {
    return Flag.of(
        "Tell on standard error what is done, and the details of an error; -vv tells each file that is asked.",
        "-v",
        VERBOSE);
  }

  /** 1 with -v, 2 with -vv, which stands for the other as well. */
  static int verbosity(ParseResult parsed) {
    if (parsed.hasMatchedOption(VERY_VERBOSE)) {
      parsed.commandSpec().findOption(VERBOSE).setValue(true);
      return 2;
    }
    return parsed.hasMatchedOption(VERBOSE) ? 1 : 0;
  }

  static Flag json() {
    return Flag.of("One JSON object a module, one a line.", "--json");
  }

  /** Of a verb that changes something. */
  static Flag changesAsJson() {
    return Flag.of("One JSON object for each change, one a line.", "--json");
  }

  static Flag top() {
    return Flag.of("The top level of tracefs, which all share, not the recorder.", "--top");
  }

  static Flag quiet() {
    return Flag.of("Nothing but the exit code.", "-q", "--quiet");
  }

  /** A command of its own, at the end. */
  static Values restOfTheLine() {
    return Values.positional(
        PositionalParamSpec.builder().arity("0..*").paramLabel("COMMAND").hidden(true),
        word -> word);
  }

  /** The modules that are asked about. */
  static Values targets() {
    return Values.positional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .required(true)
            .paramLabel("MODULE")
            .description(
                "Module to ask about, or its device node or .ko file; - and _ are the same."),
        new TargetName());
  }
}
