package modtrace;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import modtrace.HolderScore.Verdict;
import modtrace.lab.Guest;
import modtrace.lab.KernelLab;
import modtrace.lab.OnceMore;
import modtrace.lab.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holders of every kind that src/it/scenarios can make, on a real kernel: modtrace must name each
 * with its true number of references, name nobody else, and each command that it proposes must
 * release just that. The score of all goes to {@value #SCORE}.
 *
 * <p>{@code -Dscenarios='mount-*'} plays only those whose names match.
 */
@ExtendWith(OnceMore.class)
final class ScenariosIT {
  private static final String SCORE = "target/holders-score.txt";

  /** Where what is not there is a fault of the test's. */
  private static final String COMPLETE = "6.1";

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final HolderScore score = new HolderScore();
  private static @Nullable Guest guest;

  static List<String> scenarios() throws IOException {
    PathMatcher wanted =
        FileSystems.getDefault().getPathMatcher("glob:" + System.getProperty("scenarios", "*"));
    try (Stream<Path> files = Files.list(Path.of("src/it/scenarios"))) {
      return files
          .map(Path::getFileName)
          .filter(wanted::matches)
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void eachReferenceHasItsTrueHolder(String name) throws IOException {
    HolderScore.Line line = HolderScore.Line.failed(name, "the guest is down");
    try {
      Result played = guest().run(LIMIT, "scenario " + name);
      line = HolderScore.Line.parse(name, played.text());
      assumeFalse(
          line.verdict() == Verdict.ABSENT && !KernelLab.series().equals(COMPLETE), line.details());
      assertTrue(line.verdict().isGood(), played.toString());
    } finally {
      score.add(line);
      if (!line.clean()) {
        shutDown();
      }
    }
  }

  /** One guest for all scenarios; another after one that left something behind. */
  private static Guest guest() throws IOException {
    if (guest == null) {
      guest = KernelLab.boot("ScenariosIT");
    }
    return guest;
  }

  @AfterAll
  static void shutDown() throws IOException {
    Guest running = guest;
    guest = null;
    if (running != null) {
      running.close();
    }
  }

  @AfterAll
  static void tellTheScore() throws IOException {
    Files.writeString(Path.of(SCORE), score.toString());
    Path scores = Files.createDirectories(Path.of("target/scores"));
    Files.write(scores.resolve(KernelLab.series() + ".tsv"), score.texts());
    System.out.println(score);
  }
}
