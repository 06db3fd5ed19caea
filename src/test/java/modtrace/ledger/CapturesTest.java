package modtrace.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import modtrace.event.TraceItem;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.TraceHolders;
import modtrace.render.AnswerTable;
import modtrace.render.Look;
import modtrace.text.TextSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recordings of real kernels, with what was true when they were made, and what modtrace prints of
 * them: {@code recording.txt}, {@code truth.txt} and {@code expected.txt} of each folder. {@code
 * -Dcaptures.update=true} writes the latter anew.
 */
class CapturesTest {
  private static final Path CAPTURES = Path.of("src/test/resources/captures");
  private static final CallSites CALL_SITES = CallSites.load();

  static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      return files
          .filter(file -> file.endsWith("recording.txt"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @Test
  void thereAreCapturesOfFourKernels() throws Exception {
    assertEquals(10, captures().size());
  }

  @ParameterizedTest
  @MethodSource("captures")
  void whileItIsHeldTheCountAndTheHoldersAreTheTrueOnes(Path capture) throws Exception {
    for (Truth truth : Truth.read(capture.resolve("truth.txt"))) {
      for (String module : truth.modules()) {
        Answer answer = answer(capture, "held " + truth.name(), module);
        assertEquals(truth.held().get(module), answer.useCount(), truth.name() + " " + module);
        assertEquals(0, answer.unexplained(), truth.name() + " " + module);
      }
      for (Truth.Expected expected : truth.holders()) {
        Answer answer = answer(capture, "held " + truth.name(), expected.module());
        assertEquals(expectedOf(truth, expected), found(answer, expected), expected.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void whenItIsReleasedTheCountIsTheTrueOne(Path capture) throws Exception {
    for (Truth truth : Truth.read(capture.resolve("truth.txt"))) {
      for (String module : truth.released().keySet()) {
        Answer answer = answer(capture, "released " + truth.name(), module);
        assertEquals(truth.released().get(module), answer.useCount(), truth.name() + " " + module);
        assertEquals(List.of(), answer.holders(), truth.name() + " " + module);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void printsWhatIsExpected(Path capture) throws Exception {
    var printed = new StringBuilder();
    for (Truth truth : Truth.read(capture.resolve("truth.txt"))) {
      print(printed, capture, "held " + truth.name(), truth.modules());
      print(printed, capture, "released " + truth.name(), truth.released().keySet());
    }
    Path expected = capture.resolve("expected.txt");
    if (Boolean.getBoolean("captures.update")) {
      Files.writeString(expected, printed);
    }
    assertTrue(Files.exists(expected), expected + " is missing: -Dcaptures.update=true writes it");
    assertEquals(Files.readString(expected), printed.toString());
  }

  private static void print(StringBuilder to, Path capture, String mark, Set<String> modules)
      throws IOException {
    for (String module : modules) {
      to.append("# ").append(mark).append('\n');
      AnswerTable.lines(answer(capture, mark, module), false, Look.PLAIN)
          .forEach(line -> to.append(line).append('\n'));
    }
  }

  /** How many references holders of this kind have in truth; of this very process or module. */
  private static int expectedOf(Truth truth, Truth.Expected one) {
    return truth.holders().stream()
        .filter(other -> other.module().equals(one.module()) && other.kind() == one.kind())
        .filter(other -> other.pid() == one.pid() && other.name().equals(one.name()))
        .mapToInt(Truth.Expected::references)
        .sum();
  }

  private static int found(Answer answer, Truth.Expected expected) {
    return answer.holders().stream()
        .filter(holder -> holder.kind() == expected.kind() && holder.pid() == expected.pid())
        .filter(holder -> holder.kind() != Kind.MODULE || holder.name().equals(expected.name()))
        .mapToInt(Holder::references)
        .sum();
  }

  /** The answer out of the recording up to a mark; out of all of it where it has no marks. */
  private static Answer answer(Path capture, String mark, String module) throws IOException {
    String text = Files.readString(capture.resolve("recording.txt"), ISO_8859_1);
    int at = text.indexOf("tracing_mark_write: " + mark + "\n");
    assertFalse(at < 0 && text.contains("tracing_mark_write"), mark + " is in no mark");
    byte[] until =
        text.substring(0, at < 0 ? text.length() : text.indexOf('\n', at) + 1).getBytes(ISO_8859_1);
    var ledger = new Ledger(module::equals, CALL_SITES);
    try (var source = TextSource.about(Set.of(module), new ByteArrayInputStream(until))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        ledger.add(item);
      }
    }
    ledger.settle();
    Account account = Objects.requireNonNull(ledger.account(module), module);
    return new TraceHolders(CALL_SITES).answer(account, ledger.losses());
  }
}
