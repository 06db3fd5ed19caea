package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import modtrace.Console.Step;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import org.junit.jupiter.api.Test;

/** What the guide says is what happens, typed in as it stands there by one shell. */
@KernelTest
final class GuideIT {
  private static final String MARK = "-- next --";
  private static final Path GUIDE = Path.of("src/docs/guide.md");

  @Test
  void eachCommandPrintsWhatTheGuideSays(Guest guest) throws IOException {
    List<Step> steps = Console.of(GUIDE);
    assertTrue(steps.size() > 30, steps.size() + " commands");
    var script = new StringBuilder("exec 2>&1; cd ").append(Path.of("").toAbsolutePath());
    for (Step step : steps) {
      script.append("\necho '").append(MARK).append("'\n").append(step.script());
    }
    String all = guest.run(Duration.ofMinutes(4), script.append('\n').toString()).stdout();
    String[] printed = all.split(MARK + "\n", -1);
    assertEquals(steps.size(), printed.length - 1, all);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).expected().matcher(Step.plain(printed[i + 1])).matches()) {
        wrong.add("$ " + steps.get(i).command() + "\n" + printed[i + 1]);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }
}
