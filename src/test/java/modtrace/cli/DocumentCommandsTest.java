package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands that the documents tell to type. */
final class DocumentCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[\\s/])modtrace ((?:[a-z][a-z-]*|--version)(?: [^|&;#>]*)?)");

  @ParameterizedTest
  @CsvSource({"README.md, 20", "src/docs/guide.md, 25", "src/docs/recorder.md, 2"})
  void theCommandLineTakesEachOfThem(String document, int least) throws IOException {
    List<String> commands = commands(Path.of(document));
    assertTrue(commands.size() >= least, commands.size() + " in " + document);
    CommandLine line = new Cli(Streams.ofProcess(), () -> null, Path.of("/"), Map.of()).model();
    for (String command : commands) {
      String own = command.split(" -- ", 2)[0].strip();
      var parsed = line.parseArgs(own.split("\\s+", -1));
      assertTrue(parsed.hasSubcommand() || parsed.isVersionHelpRequested(), command);
    }
  }

  /** Those in blocks of code; what they print is passed over. */
  private static List<String> commands(Path document) throws IOException {
    List<String> commands = new ArrayList<>();
    String block = "";
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        block = block.isEmpty() ? line.substring(3) + " " : "";
      } else if (block.equals("sh ") || (block.equals("console ") && line.startsWith("$ "))) {
        COMMAND.matcher(line).results().forEach(found -> commands.add(found.group(1)));
      }
    }
    return commands;
  }

  /** Those that need neither root nor a kernel print what the document says. */
  @ParameterizedTest
  @CsvSource({"README.md, 1", "src/docs/guide.md, 3"})
  void whatARecordingAnswersIsWhatIsPrinted(String document, int least) throws IOException {
    int run = 0;
    for (String example : Files.readString(Path.of(document)).split("\\$ modtrace ", -1)) {
      String[] lines = example.split("\n", 2);
      boolean plain = lines[0].contains("-i src/samples/") && !lines[0].matches(".*[;&|>].*");
      if (plain
          && !lines[0].contains("--html")
          && !lines[1].startsWith("…")
          && !lines[1].startsWith("cpus")) {
        assertEquals(
            lines[1].split("```|\\$ ", 2)[0], Run.of(lines[0].split(" ", -1)).out(), lines[0]);
        run++;
      }
    }
    assertTrue(run >= least, run + " in " + document);
  }

  @Test
  void theGuideHasEveryVerb() throws IOException {
    String guide = Files.readString(Path.of("src/docs/guide.md"));
    for (var verb : Documents.commands().subList(1, Documents.commands().size())) {
      assertTrue(
          guide.contains("modtrace " + verb.name()) || guide.contains("`" + verb.name() + "`"),
          verb.name());
    }
  }
}
