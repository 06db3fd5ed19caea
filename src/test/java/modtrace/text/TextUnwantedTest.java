package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is skipped in place because nobody asked about it is just what may be skipped. */
final class TextUnwantedTest {
  static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/captures"))) {
      return files.filter(file -> file.endsWith("recording.txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aQuestionAboutAModuleReadsItsEventsAndWhatTellsWhatTheyAreFor(Path recording)
      throws IOException {
    byte[] text = Files.readAllBytes(recording);
    List<TraceItem> all = items(TextSource.of(new ByteArrayInputStream(text)));
    Set<String> modules = new TreeSet<>();
    events(all).forEach(event -> modules.add(event.module()));
    assertFalse(modules.isEmpty());
    for (String module : modules) {
      TextSource about = TextSource.about(Set.of(module), new ByteArrayInputStream(text));
      assertEquals(whatMatters(all, module), items(about), module);
      assertEquals(events(all).count(), about.tally().moduleEvents(), module);
    }
  }

  private static Stream<ModuleEvent> events(List<TraceItem> items) {
    return items.stream().filter(ModuleEvent.class::isInstance).map(ModuleEvent.class::cast);
  }

  /** The events that matter, each with its stack. */
  private static List<TraceItem> whatMatters(List<TraceItem> all, String module) {
    List<TraceItem> kept = new ArrayList<>();
    boolean matters = false;
    for (TraceItem item : all) {
      matters = item instanceof ModuleEvent event ? matters(event, module) : matters;
      if (matters) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static boolean matters(ModuleEvent event, String module) {
    return switch (event.type()) {
      case LOAD, FREE -> true;
      case GET, REQUEST -> event.module().equals(module);
      case PUT ->
          event.module().equals(module)
              || ((Counted) event).callSite().function().equals("do_init_module");
    };
  }

  private static List<TraceItem> items(TraceSource source) throws IOException {
    List<TraceItem> items = new ArrayList<>();
    try (source) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        items.add(item);
      }
    }
    return items;
  }
}
