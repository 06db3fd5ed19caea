package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What `setup` installs, and what each scenario is made of. */
final class ScenarioPackagesTest {
  private static final Path SCENARIOS = Path.of("src/it/scenarios");
  private static final String PACKAGES = "# packages:";

  @Test
  void packagesThatScenariosNeedAreInTheListThatIsInstalled() throws IOException {
    Set<String> listed = new TreeSet<>(Files.readAllLines(Path.of("src/it/sh/lab/packages.txt")));
    List<String> lacking = new ArrayList<>();
    for (Path scenario : scenarios()) {
      for (String line : Files.readAllLines(scenario)) {
        if (line.startsWith(PACKAGES)) {
          for (String name : line.substring(PACKAGES.length()).strip().split("[ ,]+")) {
            if (!listed.contains(name)) {
              lacking.add(scenario.getFileName() + " needs " + name);
            }
          }
        }
      }
    }
    assertEquals(List.of(), lacking, "src/it/sh/lab/packages.txt");
  }

  @Test
  void everyScenarioSaysWhatHoldsTheModuleAndHasAllParts() throws IOException {
    for (Path scenario : scenarios()) {
      String text = Files.readString(scenario);
      assertTrue(text.startsWith("# "), scenario + " begins with a line that says what it is");
      for (String part : List.of("\nmodule=", "\nup() ", "\nexpect() ", "\ndown() ")) {
        assertTrue(text.contains(part), scenario + " has" + part.strip());
      }
    }
  }

  private static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      return files.sorted().toList();
    }
  }
}
