package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the design says is shown by a test is shown by one. */
final class TrustTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void eachLineHasTestsThatThereAre() throws IOException {
    String design = Files.readString(Path.of("src/docs/design.md"));
    int lines = 0;
    List<String> missing = new ArrayList<>();
    for (String line : design.split("## What is trusted")[1].split("\n## ")[0].split("\n")) {
      if (line.startsWith("| ") && !line.startsWith("| whose") && !line.startsWith("| ---")) {
        List<MatchResult> tests = TEST.matcher(line).results().toList();
        assertTrue(!tests.isEmpty(), line);
        for (MatchResult test : tests) {
          if (!exists(test.group(1), test.group(2))) {
            missing.add(test.group());
          }
        }
        lines++;
      }
    }
    assertEquals(List.of(), missing);
    assertEquals(10, lines);
  }

  private static boolean exists(String test, String method) throws IOException {
    for (String folder : List.of("src/test/java", "src/it/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(each -> each.endsWith(test + ".java")).toList()) {
          return method == null || Files.readString(file).contains("void " + method + "(");
        }
      }
    }
    return false;
  }
}
