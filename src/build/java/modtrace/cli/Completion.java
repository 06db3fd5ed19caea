package modtrace.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The scripts of src/main/completion with the verbs and options put in, so that they have all that
 * the command line takes.
 */
final class Completion {
  private final List<CommandSpec> verbs;

  /** {@code verbs} without modtrace itself. */
  Completion(List<CommandSpec> verbs) {
    this.verbs = verbs;
  }

  String bash(String script) {
    return script
        .replace("#OPTIONS#\n", lines(verbs.stream().map(Completion::bashOptions)))
        .replace("#KINDS#\n", lines(verbs.stream().flatMap(Completion::bashKinds)))
        .replace("#VERBS#", names() + " -h --help -V --version")
        .replace("#COMMANDS#", commands(" "));
  }

  String zsh(String script) {
    return script
        .replace("#OPTIONS#\n", lines(verbs.stream().map(Completion::zshArguments)))
        .replace(
            "#VERBS#\n",
            lines(
                verbs.stream()
                    .map(verb -> "    " + quoted(verb.name() + ":" + colons(summary(verb))))))
        .replace("#COMMANDS#", commands("|"));
  }

  String fish(String script) {
    return script
        .replace("#OPTIONS#\n", lines(verbs.stream().flatMap(Completion::fishLines)))
        .replace("#COMMANDS#", commands(" "));
  }

  private String names() {
    return verbs.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
  }

  private static String commands(String between) {
    return Cli.TAKING_COMMANDS.stream().sorted().collect(Collectors.joining(between));
  }

  private static String bashOptions(CommandSpec verb) {
    return "    "
        + verb.name()
        + ") options='"
        + verb.options().stream()
            .flatMap(option -> Arrays.stream(option.names()))
            .collect(Collectors.joining(" "))
        + "' ;;";
  }

  private static Stream<String> bashKinds(CommandSpec verb) {
    Stream<String> options =
        verb.options().stream()
            .filter(option -> option.arity().max() > 0)
            .map(
                option ->
                    "    "
                        + Arrays.stream(option.names())
                            .map(name -> verb.name() + ":" + name)
                            .collect(Collectors.joining(" | "))
                        + ") kind="
                        + bashKind(Filling.of(verb, option))
                        + " ;;");
    String words = "    " + verb.name() + ":) kind=" + bashKind(Filling.ofWords(verb)) + " ;;";
    return Stream.concat(options, Stream.of(words));
  }

  private static String bashKind(Filling filling) {
    return filling.words().isEmpty()
        ? filling.kind()
        : filling.kind() + ":" + String.join(",", filling.words());
  }

  private static String zshArguments(CommandSpec verb) {
    String options =
        verb.options().stream()
            .map(option -> "        " + zshOption(verb, option) + " \\\n")
            .collect(Collectors.joining());
    return "    "
        + verb.name()
        + ")\n      _arguments -s -S \\\n"
        + options
        + zshWords(verb)
        + " ;;";
  }

  /** {@code '(-i --input)'{-i+,--input=}'[What it is]:file:_files'}. */
  private static String zshOption(CommandSpec verb, OptionSpec option) {
    Filling filling = Filling.of(verb, option);
    boolean flag = option.arity().max() == 0;
    String names =
        Arrays.stream(option.names())
            .map(name -> name + (flag ? "" : name.startsWith("--") ? "=" : "+"))
            .collect(Collectors.joining(","));
    String excluded = option.usageHelp() || option.versionHelp() ? "- *" : excluded(option);
    String description = "[" + brackets(summary(option)) + "]";
    return (option.isMultiValue() || isInRepeatedGroup(option)
            ? quoted("*")
            : quoted("(" + excluded + ")"))
        + (option.names().length > 1 ? "{" + names + "}" : names)
        + quoted(description + (flag ? "" : zshAction(option, filling)));
  }

  private static String zshAction(ArgSpec arg, Filling filling) {
    String label = ":" + arg.paramLabel().toLowerCase(Locale.ROOT) + ":";
    return label
        + switch (filling.kind()) {
          case "files" -> "_files";
          case "folders" -> "_files -/";
          case Filling.WORDS -> "(" + String.join(" ", filling.words()) + ")";
          case Filling.NOTHING -> "";
          default -> "_modtrace_" + filling.kind();
        };
  }

  private static String zshWords(CommandSpec verb) {
    Filling filling = Filling.ofWords(verb);
    return "        "
        + switch (filling.kind()) {
          case Filling.NOTHING -> "&& return";
          case Filling.COMMAND -> "'(-)1:command: _command_names -e' '*::argument: _normal'";
          case Filling.WORDS ->
              quoted("1" + zshAction(verb.positionalParameters().get(0), filling));
          default -> quoted("*" + zshAction(verb.positionalParameters().get(0), filling));
        };
  }

  /** The names that cannot follow: its own, and those of others that exclude it. */
  private static String excluded(OptionSpec option) {
    ArgGroupSpec group = option.group();
    Stream<OptionSpec> all =
        group != null && group.exclusive() ? group.options().stream() : Stream.of(option);
    return all.flatMap(each -> Arrays.stream(each.names())).collect(Collectors.joining(" "));
  }

  private static boolean isInRepeatedGroup(OptionSpec option) {
    ArgGroupSpec group = option.group();
    return group != null && group.multiplicity().max() > 1;
  }

  private static Stream<String> fishLines(CommandSpec verb) {
    String verbIs = "complete -c modtrace -n '__modtrace_verb " + verb.name() + "'";
    Stream<String> options =
        verb.options().stream().map(option -> fishOption(verbIs, verb, option));
    String itself =
        "complete -c modtrace -n __fish_use_subcommand -a "
            + verb.name()
            + " -d "
            + fishQuoted(summary(verb));
    return Stream.of(Stream.of(itself), options, fishWords(verbIs, verb)).flatMap(each -> each);
  }

  private static String fishOption(String verbIs, CommandSpec verb, OptionSpec option) {
    String names =
        Arrays.stream(option.names())
            .map(
                name ->
                    name.startsWith("--")
                        ? " -l " + name.substring(2)
                        : (name.length() == 2 ? " -s " : " -o ") + name.substring(1))
            .collect(Collectors.joining());
    String value = option.arity().max() == 0 ? "" : fishValue(Filling.of(verb, option));
    return verbIs + names + value + " -d " + fishQuoted(summary(option));
  }

  private static String fishValue(Filling filling) {
    return switch (filling.kind()) {
      case "files" -> " -r -F";
      case "folders" -> " -x -a '(__fish_complete_directories)'";
      case Filling.WORDS -> " -x -a " + fishQuoted(String.join(" ", filling.words()));
      case Filling.NOTHING -> " -x";
      default -> " -x -a '(__modtrace_" + filling.kind() + ")'";
    };
  }

  private static Stream<String> fishWords(String verbIs, CommandSpec verb) {
    Filling filling = Filling.ofWords(verb);
    return switch (filling.kind()) {
      case Filling.NOTHING -> Stream.of();
      case Filling.COMMAND ->
          Stream.of(verbIs + " -a '(__fish_complete_subcommand --fcs-skip=2" + valued(verb) + ")'");
      case Filling.WORDS -> {
        String words = String.join(" ", filling.words());
        String first =
            verbIs.replaceFirst("'$", "; and not __fish_seen_subcommand_from " + words + "'");
        yield Stream.of(first + " -a " + fishQuoted(words));
      }
      default -> Stream.of(verbIs + " -F -a '(__modtrace_" + filling.kind() + ")'");
    };
  }

  /** The options whose values are words of their own. */
  private static String valued(CommandSpec verb) {
    return verb.options().stream()
        .filter(option -> option.arity().max() > 0)
        .flatMap(option -> Arrays.stream(option.names()))
        .map(name -> " " + name)
        .collect(Collectors.joining());
  }

  private static String summary(CommandSpec verb) {
    return summary(verb.usageMessage().description()[0]);
  }

  private static String summary(OptionSpec option) {
    return summary(String.join(" ", option.description()));
  }

  /** What is before the first stop or note: there is one line for it. */
  private static String summary(String description) {
    return description.split("[.;]( |$)| \\(", 2)[0].strip();
  }

  private static String brackets(String text) {
    return colons(text).replace("[", "\\[").replace("]", "\\]");
  }

  private static String colons(String text) {
    return text.replace(":", "\\:");
  }

  /** As one word of zsh or bash. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String fishQuoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }
}
