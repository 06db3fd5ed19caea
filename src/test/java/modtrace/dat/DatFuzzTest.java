package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are read to their end or refused in one sentence, for a report and for an account. */
class DatFuzzTest {
  @TempDir static Path folder;

  private interface Opening {
    DatSource of(DatFile file) throws IOException;
  }

  @FuzzTest
  void readsAnyBytes(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("trace.dat"), bytes);
    read(file, DatSource::of);
    read(file, DatSource::aboutAll);
    read(file, dat -> DatSource.about(List.of("vkms", "drm"), dat));
  }

  private static void read(Path file, Opening opening) throws IOException {
    try (DatFile dat = DatFile.open(file);
        DatSource source = opening.of(dat)) {
      dat.cpuEnds();
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        if (item instanceof ModuleEvent event) {
          assertTrue(event.origin().cpu() >= 0);
          assertFalse(event.origin().task().comm().isEmpty());
        }
      }
      assertTrue(source.tally().moduleEvents() >= 0);
    } catch (DatException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("at offset "));
    }
  }
}
