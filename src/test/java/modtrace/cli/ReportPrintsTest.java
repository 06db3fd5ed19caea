package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code modtrace report} of events of all systems, beside what {@code trace-cmd report} 3.1.6
 * printed.
 */
final class ReportPrintsTest {
  private static final Path PRINTS = Path.of("src/test/resources/modtrace/dat/prints");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel-events",
        "fields",
        "ftrace-and-futex",
        "stacks",
        "two-buffers",
        "one-of-two-buffers",
        "linux-7.3",
        "big-endian-32-bits",
        "cycles-big-endian",
        "cycles-and-offset",
        "shifted-clock",
        "zlib"
      })
  void printsWhatTraceCmdPrints(String recording) throws IOException {
    Path folder = PRINTS.resolve(recording);
    var run = Run.of("report", "-i", folder.resolve("trace.dat.gz").toString());
    assertEquals(expected(folder), run.out());
    assertEquals(0, run.exitCode());
  }

  private static String expected(Path folder) throws IOException {
    Path plain = folder.resolve("report.txt");
    if (Files.exists(plain)) {
      return Files.readString(plain);
    }
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("report.txt.gz")))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
