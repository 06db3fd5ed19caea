package modtrace.tracefs;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The events that a kernel has, and what a user means by {@code -e}. */
public record EventCatalog(List<EventId> events) {
  private static final String MODULE = "module";

  public EventCatalog {
    events = List.copyOf(events);
  }

  /** From the lines of available_events, {@code system:event} each. */
  static EventCatalog parse(List<String> lines) {
    return new EventCatalog(
        lines.stream().filter(line -> line.contains(":")).map(EventId::parse).sorted().toList());
  }

  /**
   * The events that the words mean, as trace-cmd reads them: a system, an event of any system, or
   * {@code system:event}, each with the wildcards of the shell; {@code all} is every event.
   *
   * @return sorted, each once
   * @throws TracefsException when one means no event; the message names near ones
   */
  public List<EventId> resolve(List<String> words) throws TracefsException {
    SortedSet<EventId> found = new TreeSet<>();
    for (String word : words) {
      List<EventId> meant = events.stream().filter(meaning(word)::includes).toList();
      if (meant.isEmpty()) {
        throw unknown(word);
      }
      found.addAll(meant);
    }
    return List.copyOf(found);
  }

  /** Fails with the reason where the kernel has no events for the references of modules. */
  public void requireModuleEvents() throws TracefsException {
    if (events.stream().noneMatch(event -> event.system().equals(MODULE))) {
      throw new TracefsException(
          "this kernel has no module events", "it was built without CONFIG_MODULES");
    }
    if (!events.contains(new EventId(MODULE, "module_get"))) {
      throw new TracefsException(
          "this kernel does not trace references to modules",
          "it was built without CONFIG_MODULE_UNLOAD");
    }
  }

  private static Meaning meaning(String word) {
    int separator = Math.max(word.indexOf(':'), word.indexOf('/'));
    if (separator >= 0) {
      Glob system = Glob.of(word.substring(0, separator));
      Glob name = Glob.of(word.substring(separator + 1));
      return event -> system.matches(event.system()) && name.matches(event.name());
    }
    Glob either = Glob.of(word.equals("all") ? "*" : word);
    return event -> either.matches(event.system()) || either.matches(event.name());
  }

  private TracefsException unknown(String word) {
    if (word.equals(MODULE) || word.startsWith("module:") || word.startsWith("module_")) {
      try {
        requireModuleEvents();
      } catch (TracefsException absent) {
        return absent;
      }
    }
    Stream<String> names =
        word.contains(":")
            ? events.stream().map(EventId::toString)
            : events.stream().flatMap(event -> Stream.of(event.name(), event.system()));
    List<String> near = Spelling.near(word, names.distinct().toList());
    return new TracefsException(
        "no event \"" + word + "\"",
        near.isEmpty() ? "modtrace list events" : "near: " + String.join(", ", near));
  }

  /** Which events a word means. */
  private interface Meaning {
    boolean includes(EventId event);
  }
}
