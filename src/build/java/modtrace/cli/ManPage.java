package modtrace.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page: what a command says of itself, and what is written about it beside. */
final class ManPage {
  /** Words of synopses and descriptions that are no argument's label. */
  private static final List<String> OTHER_LABELS = List.of("COMMAND", "REGEX");

  private final CommandSpec command;
  private final ManText written;
  private final Roff roff;
  private final StringBuilder page = new StringBuilder();

  ManPage(CommandSpec command, ManText written) {
    this.command = command;
    this.written = written;
    Stream<String> labels = command.args().stream().map(ArgSpec::paramLabel);
    roff =
        new Roff(
            Stream.concat(labels, OTHER_LABELS.stream())
                .filter(label -> label.matches("[A-Z]+"))
                .distinct()
                .toList());
  }

  /** {@code modtrace-who-holds}: the page's name. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /**
   * The whole page.
   *
   * @param version of the tool
   * @param date of the version, YYYY-MM-DD
   */
  String text(String version, String date) {
    String name = name(command);
    line(".\\\" Made by the build out of the command line; its other words are in src/main/man.");
    line(
        ".TH "
            + String.join(
                " ",
                Roff.escaped(name.toUpperCase(Locale.ROOT)),
                "1",
                date,
                "\"modtrace " + Roff.escaped(version) + '"',
                "\"User Commands\""));
    line(".\\\" names of pages and options are not to be broken");
    line(".nr HY 0");
    line(".nh");
    line(".ad l");
    line(".SH NAME");
    line(Roff.escaped(name) + " \\- " + Roff.escaped(inOneLine()));
    line(".SH SYNOPSIS");
    synopsis();
    line(".SH DESCRIPTION");
    line(roff.text(String.join(" ", command.usageMessage().description())));
    page.append(written.description());
    commands();
    line(".SH OPTIONS");
    options();
    page.append(written.sections());
    return page.toString();
  }

  /** What it does, without a capital and the stop. */
  private String inOneLine() {
    String first = command.usageMessage().description()[0];
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.replaceAll("^.|[.]$", "");
  }

  private void synopsis() {
    String own = command.qualifiedName();
    for (String words : command.usageMessage().customSynopsis()) {
      if (!words.strip().startsWith(own)) {
        throw new IllegalStateException("a synopsis of " + own + " begins otherwise: " + words);
      }
      line(".SY \"" + Roff.escaped(own) + '"');
      line(Roff.synopsis(words.strip().substring(own.length()).strip()));
      line(".YS");
    }
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    line(".SH COMMANDS");
    command
        .subcommands()
        .values()
        .forEach(
            verb -> {
              CommandSpec spec = verb.getCommandSpec();
              line(".TP");
              line(".BR " + Roff.escaped(name(spec)) + " (1)");
              line(roff.text(spec.usageMessage().description()[0]));
            });
  }

  private void options() {
    Map<String, String> added = written.options();
    List<String> known = new ArrayList<>();
    for (PositionalParamSpec word : command.positionalParameters()) {
      if (!word.hidden()) {
        known.add(word.paramLabel());
        option(Roff.italic(word.paramLabel()) + "...", word, added.get(word.paramLabel()));
      }
    }
    for (OptionSpec option : command.options()) {
      known.add(option.longestName());
      option(head(option), option, added.get(option.longestName()));
    }
    if (!known.containsAll(added.keySet())) {
      throw new IllegalStateException(
          name(command) + ": of the options of " + added.keySet() + " there are only " + known);
    }
  }

  private void option(String head, ArgSpec arg, @Nullable String more) {
    line(".TP");
    line(head);
    line(
        roff.text(
            String.join(" ", arg.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(arg.defaultValue()))));
    page.append(more == null ? "" : more);
  }

  private static String head(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + "=" + Roff.italic(option.paramLabel());
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}
