package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code modtrace report} of a trace.dat, beside what {@code trace-cmd report} 3.1.6 printed. */
final class ReportDatTest {
  private static final Path CAPTURES = Path.of("src/test/resources/captures");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"5.10.0-32-amd64", "6.1.0-56-amd64", "6.12.95+deb12-amd64"})
  void printsWhatTraceCmdPrints(String kernel) throws IOException {
    Path capture = CAPTURES.resolve(kernel).resolve("trace-cmd");
    var run = Run.of("report", "-i", capture.resolve("trace.dat.gz").toString());
    assertEquals(Files.readString(capture.resolve("recording.txt")), run.out());
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10.0-32-amd64", "6.1.0-56-amd64", "6.12.95+deb12-amd64"})
  void namesTheHoldersThatItsTextNames(String kernel) {
    Path capture = CAPTURES.resolve(kernel).resolve("trace-cmd");
    String[] dat = {"who-holds", "drm", "-i", capture.resolve("trace.dat.gz").toString()};
    String[] text = {"who-holds", "drm", "-i", capture.resolve("recording.txt").toString()};
    assertEquals(Run.of(text), Run.of(dat));
  }

  /** What two buffers of one recording saw happened once. */
  @Test
  void oneOfSeveralBuffersCountsAndTheOthersAreNamed() {
    String file = "src/test/resources/modtrace/dat/prints/one-of-two-buffers/trace.dat.gz";
    var run = Run.of("who-holds", "vkms", "drm", "-i", file);
    assertTrue(
        run.out()
            .startsWith("vkms: 0 references, nobody holds it\n\ndrm: 4 references, 4 explained\n"),
        run.out());
    assertEquals(
        "modtrace: "
            + file
            + ": several buffers have gets and puts, maybe the same ones: read is buffer one (19), left out the top buffer (7)\n",
        run.err());
  }

  @Test
  void saysWhereADamagedFileEnds() throws IOException {
    byte[] head = "\u0017\u0008Dtracing7\0\0\u0008\0\u0010\0\0none\0\0".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("cut.dat"), head);
    var run = Run.of("report", "-i", file.toString());
    assertEquals(4, run.exitCode());
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().contains("at offset "), run.err());
  }
}
