package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalLookTest {
  private static final String[] QUESTION = {"who-holds", "vkms", "-i", "src/samples/vkms-2018.txt"};

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true, TERM=xterm, true",
        "true, TERM=dumb, false",
        "true, -, false",
        "false, TERM=xterm, false",
        "true, TERM=xterm NO_COLOR=1, false",
        "true, TERM=xterm NO_COLOR=, true",
        "false, CLICOLOR_FORCE=1, true",
        "false, CLICOLOR_FORCE=0, false",
        "false, CLICOLOR_FORCE=, false",
        "false, CLICOLOR_FORCE=1 NO_COLOR=1, false"
      })
  void theEnvironmentSaysWhatIsPainted(boolean terminal, String variables, boolean painted) {
    assertEquals(painted, TerminalLook.isPainted(terminal, variables(variables)));
  }

  private static Map<String, String> variables(String words) {
    return Stream.ofNullable(words)
        .flatMap(all -> Stream.of(all.split(" ", -1)))
        .map(one -> one.split("=", 2))
        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "LANG=en_US.UTF-8, true",
    "LANG=de_DE.utf8, true",
    "LANG=de_DE.utf8@euro, true",
    "LANG=C, false",
    "LANG=UTF-8, false",
    "LANG=en_US.UTF-8 LC_ALL=C, false",
    "LANG=C LC_CTYPE=C.UTF-8 LC_ALL=, true",
    "LANG=en_US.ISO-8859-15@utf-8, false",
    "TERM=xterm, false",
  })
  void theLocaleSaysWhetherMoreThanAsciiIsShown(String variables, boolean utf8) {
    var invocation =
        new Invocation(
            Streams.ofProcess(),
            () -> {
              throw new AssertionError("no kernel is asked");
            },
            Path.of("/"),
            variables(variables),
            List.of());
    assertEquals(utf8, invocation.isUtf8());
  }

  @Test
  void aPipeIsNotPaintedUnlessAsked() {
    assertFalse(Run.of(QUESTION).out().contains("\033"));
    String painted = Run.of(with("--color", "always")).out();
    assertTrue(painted.startsWith("\033[1mvkms: 1 reference, 1 explained\033[0m\n"), painted);
    assertEquals(
        Run.of(QUESTION).out(), painted.replaceAll("\033\\[[0-9;]*m", ""), "paint tells nothing");
  }

  @Test
  void whatIsForProgramsIsNeverPainted() {
    assertFalse(Run.of(with("--color", "always", "--json")).out().contains("\033"));
    assertFalse(Run.of(with("--color", "always", "--pids")).out().contains("\033"));
  }

  @Test
  void anotherWordIsRefused() {
    var run = Run.of(with("--color", "blue"));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("'blue' is none of auto, always, never"), run.err());
  }

  private static String[] with(String... words) {
    return Stream.concat(Stream.of(QUESTION), Stream.of(words)).toArray(String[]::new);
  }
}
