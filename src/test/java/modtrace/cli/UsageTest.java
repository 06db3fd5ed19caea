package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Words that make no sense get one line that says what to do; help is as written down. */
final class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|give a command, such as who-holds (see modtrace --help)",
        "nosuch|there is no command nosuch (see modtrace --help)",
        "who-holds|Missing required parameter: 'MODULE' (see modtrace who-holds --help)",
        "who-holds m --nosuch|Unknown option: '--nosuch' (see modtrace who-holds --help)",
        "who-holds m --for soon|Invalid value for option '--for': 'soon' is no duration"
            + " (such as 10s, 500ms, 2m) (see modtrace who-holds --help)",
        "who-holds m --|no command after --: give one, or leave -- out",
        "who-holds m -f -i x|-i answers from a recording, -f, --for and a COMMAND trace now: choose one"
            + " (see modtrace who-holds --help)",
        "who-holds m --tree -i src/samples/vkms-2018.txt|--tree shows processes that run now, a recording"
            + " has none (see modtrace who-holds --help)",
        "list nosuch|list what? events, tracers, modules or instances, not nosuch (see modtrace list --help)",
        "list events a(|no regular expression: Unclosed group: a( (see modtrace list --help)",
        "record -b 0|Invalid value for option '--buffer-size': '0' is no size of a buffer in KB (such as 512) (see modtrace record --help)"
      })
  void badWordsGetOneLine(String words, String message) {
    String[] each = words.isEmpty() ? new String[0] : words.split(" ", -1);
    assertEquals(new Run(2, "", "modtrace: " + message + "\n"), Run.of(each));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "../x", "x\" || 1", ""})
  void whatCannotBeAModuleIsRefusedBeforeTheKernelSeesIt(String name) {
    assertEquals(2, Run.of("who-holds", name).exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modtrace",
        "who-holds",
        "can-unload",
        "deps",
        "list",
        "record",
        "report",
        "start",
        "stop",
        "show",
        "stat",
        "clear",
        "reset",
        "doctor"
      })
  void helpIsWhatPicocliWouldSay(String verb) throws IOException {
    CommandLine all = new Cli(Streams.ofProcess(), () -> null, Path.of("/"), Map.of()).model();
    boolean top = verb.equals("modtrace");
    String said =
        (top ? all : Objects.requireNonNull(all.getSubcommands().get(verb))).getUsageMessage();
    Path written = Path.of("src/main/resources/modtrace/cli/help", verb + ".txt");
    if (Boolean.getBoolean("help.update")) {
      Files.writeString(written, said);
    }
    assertEquals(Files.readString(written), said);
    assertEquals(new Run(0, said, ""), top ? Run.of("--help") : Run.of(verb, "-h"));
    if (!top) {
      assertEquals(new Run(0, said, ""), Run.of(verb, "-v", "-h"));
    }
  }

  @Test
  void theVersionIsOneLine() {
    assertEquals(1, Run.of("--version").out().lines().count());
  }
}
