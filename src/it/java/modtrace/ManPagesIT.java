package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import modtrace.lab.Local;
import modtrace.lab.Requirement;
import modtrace.lab.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of manual pages have nothing to say against ours. */
final class ManPagesIT {
  private static final int COLUMNS = 80;

  @BeforeAll
  static void readersAreThere() {
    Requirement.commands("ManPagesIT", "mandoc", "groff", "man");
  }

  static List<Path> pages() throws IOException {
    Path app = Path.of(System.getProperty("modtrace.app", "target/modtrace"));
    try (var files = Files.list(app.resolveSibling("man"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void mandocFindsNothingToWarnOf(Path page) throws IOException {
    assertEquals("", run("mandoc", "-Tlint", "-Wwarning", page.toString()).stdout());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void groffFindsNothingToWarnOf(Path page) throws IOException {
    assertEquals("", run("groff", "-man", "-ww", "-Tutf8", page.toString()).stderr());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void manShowsItInEightyColumns(Path page) throws IOException {
    Result shown = run("man", "--warnings", "-P", "cat", "-l", page.toString());
    assertEquals("", shown.stderr());
    assertEquals(
        List.of(), shown.lines().stream().filter(line -> line.length() > COLUMNS).toList());
  }

  private static Result run(String... command) throws IOException {
    return Local.run(Map.of("MANWIDTH", Integer.toString(COLUMNS), "LC_ALL", "C.UTF-8"), command)
        .ok();
  }
}
