package modtrace.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.EventId;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ParseResult.GroupMatch;

/**
 * {@code -e EVENT [-f FILTER]}: some events, and which of them the kernel shall record.
 *
 * @param filter null where all of them are recorded
 */
record EventChoice(String event, @Nullable String filter) {
  private static final String DEFAULT_EVENT = "module";

  /** The two options, which can be given together several times. */
  static final class Words {
    private final OptionSpec event =
        OptionSpec.builder("-e", "--event")
            .type(String.class)
            .required(true)
            .paramLabel("EVENT")
            .description(
                "A system, an event, or system:event, with wildcards; may be given several times (default: "
                    + DEFAULT_EVENT
                    + ").")
            .build();
    private final OptionSpec filter =
        OptionSpec.builder("-f", "--filter")
            .type(String.class)
            .paramLabel("FILTER")
            .description(
                "Of the events of the -e before it only those, such as 'refcnt > 2 && name == \"vkms\"'.")
            .build();
    private final ArgGroupSpec both =
        ArgGroupSpec.builder()
            .exclusive(false)
            .multiplicity("0..*")
            .addArg(event)
            .addArg(filter)
            .build();

    ArgGroupSpec group() {
      return both;
    }

    /** What was given, in the order of the command line. */
    List<EventChoice> of(ParseResult line) {
      return line.findMatches(both).stream()
          .flatMap(container -> container.matches().stream())
          .map(
              match ->
                  new EventChoice(
                      Objects.requireNonNull(first(match, event)), first(match, filter)))
          .toList();
    }

    private static @Nullable String first(GroupMatch match, OptionSpec option) {
      List<Object> values = match.matchedValues(option);
      return values.isEmpty() ? null : (String) values.get(0);
    }
  }

  /** All events that are chosen. */
  static List<EventId> events(List<EventChoice> choices, EventCatalog catalog)
      throws TracefsException {
    return catalog.resolve(
        choices.isEmpty()
            ? List.of(DEFAULT_EVENT)
            : choices.stream().map(choice -> choice.event()).toList());
  }

  /** The filters of those that have one; of several for an event the last. */
  static Map<EventId, String> filters(List<EventChoice> choices, EventCatalog catalog)
      throws TracefsException {
    Map<EventId, String> filters = new HashMap<>();
    for (EventChoice choice : choices) {
      String filter = choice.filter;
      if (filter != null) {
        for (EventId event : catalog.resolve(List.of(choice.event()))) {
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
        : choices.stream().map(choice -> choice.event()).collect(Collectors.joining(" "));
  }
}
