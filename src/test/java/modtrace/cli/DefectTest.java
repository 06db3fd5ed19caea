package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What nobody foresaw is told as a defect: the exit code of Java's own would be that of an answer.
 */
final class DefectTest {
  @Test
  void aStackThatIsTooDeepIsNoAnswer() {
    assertDefect(new StackOverflowError("deep"), "java.lang.StackOverflowError: deep");
  }

  @Test
  void aMissingClassIsNoAnswer() {
    assertDefect(new NoClassDefFoundError("x/Y"), "java.lang.NoClassDefFoundError: x/Y");
  }

  private static void assertDefect(Error error, String told) {
    var err = new ByteArrayOutputStream();
    var streams = new Streams(InputStream.nullInputStream(), new ByteArrayOutputStream(), err);
    var cli =
        new Cli(
            streams,
            () -> {
              throw error;
            },
            Path.of("/nonexistent"),
            Map.of());
    assertEquals(ExitCode.DEFECT, cli.run("list", "events"));
    assertEquals(
        "modtrace: a defect of modtrace, please report it with what -v prints: " + told + "\n",
        err.toString(UTF_8));
  }
}
