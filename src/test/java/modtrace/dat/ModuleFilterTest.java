package modtrace.dat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is passed over by its bytes is what nobody has a use for, and is counted all the same. */
final class ModuleFilterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "5.10.0-32-amd64,drm",
    "6.1.0-56-amd64,drm",
    "6.1.0-56-amd64,dr",
    "6.1.0-56-amd64,vkms",
    "6.12.95+deb12-amd64,drm",
    "6.12.95+deb12-amd64,no_such_module",
  })
  void leavesWhatAnAccountNeeds(String kernel, String module) throws IOException {
    Path file = Files.write(folder.resolve("trace.dat"), Captured.bytes(kernel));
    try (var all = DatSource.of(DatFile.open(file));
        var some = DatSource.about(Set.of(module), DatFile.open(file))) {
      List<TraceItem> needed = items(all);
      needed.removeIf(item -> !isNeeded(item, module));
      assertEquals(needed, items(some));
      assertEquals(all.tally(), some.tally());
    }
  }

  private static List<TraceItem> items(TraceSource source) throws IOException {
    List<TraceItem> items = new ArrayList<>();
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      items.add(item);
    }
    return items;
  }

  private static boolean isNeeded(TraceItem item, String module) {
    if (!(item instanceof ModuleEvent event)) {
      return item.kind() != TraceItem.Kind.OTHER;
    }
    return event.module().equals(module)
        || event.type() == Type.LOAD
        || event.type() == Type.FREE
        || (event.type() == Type.PUT
            && ((Counted) event).callSite().function().startsWith("do_init_module"));
  }
}
