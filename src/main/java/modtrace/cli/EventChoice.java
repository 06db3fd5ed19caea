package modtrace.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -e EVENT [-f FILTER]}: some events, and which of them the kernel shall record. */
final class EventChoice {
  static final String DEFAULT_EVENT = "module";

  @Option(
      names = {"-e", "--event"},
      paramLabel = "EVENT",
      required = true,
      description =
          "A system, an event, or system:event, with wildcards; may be given several times (default: "
              + DEFAULT_EVENT
              + ").")
  String event = DEFAULT_EVENT;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "FILTER",
      description =
          "Of the events of the -e before it only those, such as 'refcnt > 2 && name == \"vkms\"'.")
  @Nullable String filter;

  /** All events that are chosen. */
  static List<EventId> events(List<EventChoice> choices, EventCatalog catalog)
      throws TracefsException {
    return catalog.resolve(
        choices.isEmpty()
            ? List.of(DEFAULT_EVENT)
            : choices.stream().map(choice -> choice.event).toList());
  }

  /** The filters of those that have one; of several for an event the last. */
  static Map<EventId, String> filters(List<EventChoice> choices, EventCatalog catalog)
      throws TracefsException {
    Map<EventId, String> filters = new HashMap<>();
    for (EventChoice choice : choices) {
      String filter = choice.filter;
      if (filter != null) {
        for (EventId event : catalog.resolve(List.of(choice.event))) {
          filters.put(event, filter);
        }
      }
    }
    return filters;
  }

  /** For people. */
  static String words(List<EventChoice> choices) {
    return choices.isEmpty()
        ? DEFAULT_EVENT
        : choices.stream().map(choice -> choice.event).collect(Collectors.joining(" "));
  }
}
