package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** src/docs/json.md has the fields that the code writes, and examples that are true. */
final class JsonPageTest {
  private static final Path PAGE = Path.of("src/docs/json.md");
  private static final Path MAIN = Path.of("src/main/java/modtrace");
  private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");
  private static final String EXAMPLE = "```console\n";

  /** The name of a field, or of one of two, where it is written. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(?:Field|FieldStart|FieldName)\\(|(?:strings|optional|number|holders)\\(\\s*json,)"
              + "[^\";]*?\"([a-z_]+)\"(?:\\s*:\\s*\"([a-z_]+)\")?");

  /** The text below each heading, in the order of the page. */
  static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String part : Files.readString(PAGE).split("\n## ", -1)) {
      int end = part.indexOf('\n');
      sections.put(part.substring(0, end), part.substring(end));
    }
    sections.remove("# JSON");
    return sections;
  }

  static Set<String> headings() throws IOException {
    return sections().keySet();
  }

  @Test
  void eachVerbThatHasJsonHasASection() throws IOException {
    Set<String> verbs =
        Documents.commands().stream()
            .filter(verb -> verb.findOption("--json") != null)
            .map(verb -> verb.name())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told =
        headings().stream()
            .flatMap(heading -> List.of(heading.split(",? and |,? (?!and )", -1)).stream())
            .filter(verbs::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(verbs, told);
  }

  @ParameterizedTest
  @CsvSource({
    "who-holds, render/AnswerJson.java",
    "can-unload, render/PlanJson.java",
    "deps, render/DepsJson.java",
    "list modules, render/ModuleList.java",
    "list instances, render/InstanceList.java",
    "list events+list tracers, cli/ListCommand.java",
    "stat, render/StateLines.java",
    "'start, stop, clear and reset', cli/Changes.java",
    "doctor, render/Check.java",
    "report and show, render/EventJson.java"
  })
  void theFieldsAreThoseThatAreWritten(String headings, String source) throws IOException {
    var section = new StringBuilder();
    for (String heading : headings.split("\\+", -1)) {
      section.append(section(heading));
    }
    Set<String> written = writtenIn(Files.readString(MAIN.resolve(source)));
    assertTrue(written.size() >= 4, written.toString());

    var unsaid = new TreeSet<String>(written);
    unsaid.removeAll(words(withoutExamples(section.toString())));
    assertEquals(Set.of(), unsaid, "written, but not on the page");

    Set<String> unwritten = fieldsOfTables(section.toString());
    unwritten.removeAll(written);
    assertEquals(Set.of(), unwritten, "on the page, but not written");
  }

  @ParameterizedTest
  @MethodSource("headings")
  void theExamplesHaveOnlyWhatThePageTells(String heading) throws IOException {
    String section = section(heading);
    Set<String> told = words(withoutExamples(section));
    List<String> objects = section.lines().filter(line -> line.startsWith("{")).toList();
    assertTrue(!objects.isEmpty());
    for (String object : objects) {
      Set<String> fields = fieldsOf(object);
      fields.removeAll(told);
      assertEquals(Set.of(), fields, object);
    }
  }

  @Test
  void theExamplesOfRecordingsAreWhatIsPrinted() throws IOException {
    int run = 0;
    for (String section : sections().values()) {
      for (String example : section.split(EXAMPLE, -1)) {
        if (example.startsWith("$ modtrace ") && example.contains(" -i src/samples/")) {
          int end = example.indexOf('\n');
          String[] words = example.substring("$ modtrace ".length(), end).split(" ", -1);
          assertEquals(example.substring(end + 1, example.indexOf("```")), Run.of(words).out());
          run++;
        }
      }
    }
    assertEquals(2, run);
  }

  private static String section(String heading) throws IOException {
    return Objects.requireNonNull(sections().get(heading), heading);
  }

  private static Set<String> writtenIn(String source) {
    var names = new TreeSet<String>();
    var field = WRITTEN.matcher(source);
    while (field.find()) {
      names.add(field.group(1));
      if (field.group(2) != null) {
        names.add(field.group(2));
      }
    }
    return names;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(word -> word.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fieldsOfTables(String section) {
    return words(
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf("|", 1)))
            .collect(Collectors.joining("\n")));
  }

  private static String withoutExamples(String section) {
    return section.replaceAll("(?s)" + EXAMPLE + ".*?```\n", "");
  }

  private static Set<String> fieldsOf(String object) throws IOException {
    var names = new TreeSet<String>();
    try (var json = new JsonFactory().createParser(object)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(json.currentName());
        }
      }
    }
    return names;
  }
}
