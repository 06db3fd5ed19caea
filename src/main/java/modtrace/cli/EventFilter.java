package modtrace.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import modtrace.tracefs.EventId;

/**
 * Which module events the kernel hands on when only some modules matter.
 *
 * <p>Loads and frees of all modules pass: they tell which module a reference was taken for. So do
 * the puts that can end an init function, at a low count; binfmt_misc would drown them, since with
 * it every program that starts takes and drops a reference.
 */
final class EventFilter {
  private static final int INIT_ENDS_BELOW = 8;

  private EventFilter() {}

  /** Both filters, where an event has two. */
  static Map<EventId, String> both(Map<EventId, String> some, Map<EventId, String> others) {
    Map<EventId, String> filters = new LinkedHashMap<>(some);
    others.forEach(
        (event, filter) ->
            filters.merge(event, filter, (one, other) -> "(" + one + ") && (" + other + ")"));
    return filters;
  }

  /** Filters for those of the events that have one; none where {@code modules} is empty. */
  static Map<EventId, String> about(Collection<String> modules, List<EventId> events) {
    Map<EventId, String> filters = new LinkedHashMap<>();
    if (modules.isEmpty()) {
      return filters;
    }
    String names =
        modules.stream()
            .map(name -> "name == \"" + name + "\"")
            .collect(Collectors.joining(" || "));
    String ends = " || (refcnt < " + INIT_ENDS_BELOW + " && name != \"binfmt_misc\")";
    for (EventId event : events) {
      switch (event.toString()) {
        case "module:module_get", "module:module_request" -> filters.put(event, names);
        case "module:module_put" -> filters.put(event, names + ends);
        default -> {}
      }
    }
    return filters;
  }
}
