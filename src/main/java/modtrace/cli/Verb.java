package modtrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import modtrace.cli.Word.Flag;
import modtrace.cli.Word.Values;
import org.jspecify.annotations.Nullable;
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
 * on them takes a third of the time to start. Even so is picocli half of the time of a short run;
 * it is left out where nothing but plain words follow the verb.
 */
final class Verb {
  private static final String VERBOSE = "--verbose";
  private static final String VERY_VERBOSE = "-vv";

  private final String name;
  private final Callable<Integer> work;
  private final List<Word> words = new ArrayList<>();
  private final List<Consumer<CommandSpec>> description = new ArrayList<>();
  private @Nullable Values positional;
  private @Nullable CommandLine line;

  /** {@code work} does what the verb promises, and returns the exit code. */
  Verb(String name, Callable<Integer> work) {
    this.name = name;
    this.work = work;
  }

  Verb synopsis(String... lines) {
    return described(spec -> spec.usageMessage().customSynopsis(lines));
  }

  Verb description(String... lines) {
    return described(spec -> spec.usageMessage().description(lines));
  }

  Verb footer(String... lines) {
    return described(spec -> spec.usageMessage().footer(lines));
  }

  Verb takes(Word... some) {
    for (Word word : some) {
      add(word);
      described(spec -> spec.add(word.arg()));
    }
    return this;
  }

  Verb takesOneOf(Word... some) {
    for (Word word : some) {
      add(word);
    }
    return described(
        spec -> {
          var group = ArgGroupSpec.builder().exclusive(true).multiplicity("0..1");
          for (Word word : some) {
            group.addArg(word.arg());
          }
          spec.addArgGroup(group.build());
        });
  }

  private void add(Word word) {
    words.add(word);
    if (word instanceof Values values && values.isPositional()) {
      positional = values;
    }
  }

  Verb takes(ArgGroupSpec group) {
    return described(spec -> spec.addArgGroup(group));
  }

  /** With what every command takes, last of all. */
  Verb takesHelp() {
    return described(Verb::addHelp);
  }

  private static void addHelp(CommandSpec spec) {
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
  }

  /** What follows the first word that is no option's belongs to that. */
  Verb stopsAtItsFirstWord() {
    positional = null;
    return described(spec -> spec.parser().stopAtPositional(true));
  }

  private Verb described(Consumer<CommandSpec> part) {
    description.add(part);
    return this;
  }

  /** The verb as picocli knows it. */
  CommandLine line() {
    if (line == null) {
      CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
      spec.usageMessage().sortOptions(false);
      description.forEach(part -> part.accept(spec));
      line = new CommandLine(spec);
    }
    return line;
  }

  /**
   * Takes what follows the verb's name without picocli; false where it has to read that: an option,
   * or nothing.
   */
  boolean takesPlain(List<String> given) {
    if (positional == null || given.isEmpty()) {
      return false;
    }
    for (String word : given) {
      if (!isPlain(word)) {
        return false;
      }
    }
    positional.take(given);
    return true;
  }

  /** Whether picocli would leave it as it is, and it is no option. By hand: each start asks it. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = c < 128 && Character.isLetterOrDigit(c);
      if (!letter && (i == 0 ? "_/" : "_/.:-").indexOf(c) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
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
        () -> PositionalParamSpec.builder().arity("0..*").paramLabel("COMMAND").hidden(true),
        word -> word);
  }

  /** The modules that are asked about. */
  static Values targets() {
    return Values.positional(
        () ->
            PositionalParamSpec.builder()
                .arity("1..*")
                .required(true)
                .paramLabel("MODULE")
                .description(
                    "Module to ask about, or its device node or .ko file; - and _ are the same."),
        new TargetName());
  }
}
