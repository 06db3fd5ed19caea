package modtrace.dat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The trace.dat of a capture, its kallsyms cut down to the functions that its events name. */
final class Captured {
  static final Path CAPTURES = Path.of("src/test/resources/captures");

  private Captured() {}

  static byte[] bytes(String kernel) throws IOException {
    Path packed = CAPTURES.resolve(kernel).resolve("trace-cmd").resolve("trace.dat.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
