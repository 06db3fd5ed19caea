package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;

/**
 * Any bytes are read to their end or refused in one sentence. Replays its inputs; fuzzes with
 * {@code JAZZER_FUZZ=1 mvn test -Dtest=DatFuzzTest -Djazzer.hooks=true}.
 */
class DatFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void readsAnyBytes(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("modtrace-fuzz", ".dat");
    try (var source = DatSource.of(DatFile.open(Files.write(file, bytes)))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        if (item instanceof ModuleEvent event) {
          assertTrue(event.origin().cpu() >= 0);
          assertFalse(event.origin().task().comm().isEmpty());
        }
      }
    } catch (DatException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("at offset "));
    } finally {
      Files.delete(file);
    }
  }
}
