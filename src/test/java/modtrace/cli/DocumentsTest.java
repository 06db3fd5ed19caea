package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages and the completion have every verb, and every option of each. */
final class DocumentsTest {
  private static final Path MAN = Path.of("src/main/man");
  private static final Path COMPLETION = Path.of("src/main/completion");

  static List<CommandSpec> commands() {
    return Documents.commands();
  }

  static List<CommandSpec> verbs() {
    return commands().subList(1, commands().size());
  }

  @Test
  void thereIsAPageForEachCommandAndNoOther() throws IOException {
    Set<String> written;
    try (var files = Files.list(MAN)) {
      written = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    assertEquals(
        commands().stream().map(command -> command.name() + ".man").collect(Collectors.toSet()),
        written);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aPageHasAllOptionsAndSections(CommandSpec command) throws IOException {
    String page = page(command, ManText.read(MAN.resolve(command.name() + ".man")));
    for (OptionSpec option : command.options()) {
      for (String name : option.names()) {
        assertTrue(page.contains(Roff.bold(name)), name);
      }
    }
    List<String> sections =
        page.lines()
            .filter(line -> line.startsWith(".SH"))
            .map(line -> line.substring(4).replace("\"", ""))
            .toList();
    var wanted = List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO");
    assertEquals(wanted, sections.stream().filter(wanted::contains).toList());
    assertTrue(sections.contains("EXAMPLES"), sections.toString());
  }

  @Test
  void whatIsWrittenAboutAnOptionThatIsNoneEndsTheBuild() {
    CommandSpec stat = verbs().stream().filter(v -> v.name().equals("stat")).findFirst().get();
    var written = new ManText("", Map.of("--nosuch", "x\n"), "");
    assertThrows(IllegalStateException.class, () -> page(stat, written));
  }

  @Test
  void roffKeepsDashesQuotesAndLeadingDots() {
    var roff = new Roff(List.of("FILE"));
    assertEquals(
        "\\fB\\-i\\fR \\fIFILE\\fR: gzip\\(aqed, trace\\-cmd\\(ha",
        roff.text("-i FILE: gzip'ed, trace-cmd^"));
    assertEquals("\\&.ko \\e", roff.text(".ko \\"));
    assertEquals("One.\nTwo. three", roff.text("One. Two. three"));
    assertEquals("[\\fB\\-o\\fR\\~\\fIFILE\\fR|\\fB\\-\\fR]", Roff.synopsis("[-o FILE|-]"));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void bashCompletesAllOptionsOfAVerb(CommandSpec verb) throws IOException {
    String script = script("modtrace.bash");
    assertEquals(
        names(verb), words(script, "    " + Pattern.quote(verb.name()) + "\\) options='(.*)' ;;"));
    for (OptionSpec option : verb.options()) {
      for (String name : option.names()) {
        boolean takesAValue = option.arity().max() > 0;
        Pattern kind = Pattern.compile("\\b" + verb.name() + ":" + name + "[ )].*kind=\\w");
        assertEquals(takesAValue, kind.matcher(script).find(), verb.name() + " " + name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void zshCompletesAllOptionsOfAVerb(CommandSpec verb) throws IOException {
    String script = script("_modtrace");
    String start = "    " + verb.name() + ")\n";
    int from = script.indexOf(start);
    assertTrue(from >= 0);
    String part = script.substring(from, script.indexOf(";;", from));
    var found = new TreeSet<String>();
    var spec = Pattern.compile("'(?:\\(.*?\\)|\\*)'(?:\\{(.*?)}|(-[^'{]*))'\\[").matcher(part);
    while (spec.find()) {
      String names = spec.group(1) == null ? spec.group(2) : spec.group(1);
      found.addAll(Arrays.asList(names.replaceAll("[+=]", "").split(",", -1)));
    }
    assertEquals(names(verb), found);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void fishCompletesAllOptionsOfAVerb(CommandSpec verb) throws IOException {
    var found = new TreeSet<String>();
    var option =
        Pattern.compile("'__modtrace_verb " + verb.name() + "'( -[so] (\\w+))?( -l ([a-z-]+))?.*");
    script("modtrace.fish")
        .lines()
        .map(option::matcher)
        .filter(line -> line.find())
        .forEach(
            line -> {
              found.add("-" + line.group(2));
              found.add("--" + line.group(4));
            });
    found.removeAll(Set.of("-null", "--null"));
    assertEquals(names(verb), found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"modtrace.bash", "_modtrace", "modtrace.fish"})
  void noPlaceIsLeftEmpty(String script) throws IOException {
    assertEquals(List.of(), script(script).lines().filter(l -> l.matches(".*#[A-Z]+#.*")).toList());
  }

  private static Set<String> names(CommandSpec verb) {
    return verb.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String script, String line) {
    var found = Pattern.compile(line).matcher(script);
    assertTrue(found.find(), line);
    return new TreeSet<>(List.of(found.group(1).split(" ", -1)));
  }

  private static String page(CommandSpec command, ManText written) {
    return new ManPage(command, written).text("0.1.0", "2026-11-22");
  }

  private static String script(String name) throws IOException {
    return Documents.completion(name, COMPLETION, commands());
  }
}
