package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a recording: every verb answers, or refuses them in a sentence. */
class RecordingFuzzTest {
  private static final Set<Integer> CODES =
      Set.of(
          ExitCode.OK, ExitCode.NOBODY, ExitCode.CANNOT_TELL, ExitCode.NO_TRACE, ExitCode.PARTIAL);

  private static final List<String> VERBS =
      List.of(
          "who-holds vkms drm --json",
          "who-holds m -v",
          "report --json",
          "report -m vkms",
          "report --svg -",
          "report --perfetto -");

  @TempDir static Path folder;

  @FuzzTest
  void answersOfAnyRecording(byte[] bytes) throws IOException {
    Path recording = Files.write(folder.resolve("recording"), bytes);
    for (String verb : VERBS) {
      var run = Run.of((verb + " -i " + recording).split(" "));
      assertTrue(CODES.contains(run.exitCode()), verb + ": " + run.exitCode() + " " + run.err());
      if (verb.endsWith("--json")) {
        isJson(run.out());
      }
    }
  }

  private static void isJson(String text) throws IOException {
    try (var parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }
  }
}
