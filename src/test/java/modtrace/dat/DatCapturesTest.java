package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.text.TextSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace.dat tells the same events as its text, which trace-cmd printed. */
class DatCapturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"5.10.0-32-amd64", "6.1.0-56-amd64", "6.12.95+deb12-amd64"})
  void tellsWhatTraceCmdPrints(String kernel) throws IOException {
    Path file = Files.write(folder.resolve("trace.dat"), Captured.bytes(kernel));
    Path text = Captured.CAPTURES.resolve(kernel).resolve("trace-cmd").resolve("recording.txt");
    List<String> printed;
    try (var source = TextSource.of(new ByteArrayInputStream(Files.readAllBytes(text)))) {
      printed = told(source);
    }
    try (var source = DatSource.of(DatFile.open(file))) {
      assertEquals(printed, told(source));
      assertEquals(1, source.tally().cpus());
    }
  }

  private static List<String> told(TraceSource source) throws IOException {
    List<String> told = new ArrayList<>();
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      if (item instanceof ModuleEvent event) {
        long micros = (event.origin().time() + 500) / 1000;
        told.add(micros + " " + event.origin().task() + " " + event.type() + " " + rest(event));
      }
    }
    return told;
  }

  private static String rest(ModuleEvent event) {
    if (event instanceof Counted counted) {
      CallSite site = counted.callSite();
      return event.module() + " " + site.function() + " " + counted.refcnt();
    }
    return new String(event.module().getBytes(ISO_8859_1), ISO_8859_1);
  }
}
