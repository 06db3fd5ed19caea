package modtrace.tracefs;

import java.util.List;
import java.util.Map;

/**
 * What a {@link FlightRecorder} shall keep.
 *
 * @param bufferKb the ring buffer of each CPU, in KiB; the oldest events in it are overwritten
 * @param stacks whether each event is followed by the kernel stack
 * @param events the events to enable
 * @param filters for some of them the kernel-side filter
 * @param chatter what the ring and the balances leave out
 */
public record RecorderPlan(
    int bufferKb,
    boolean stacks,
    List<EventId> events,
    Map<EventId, String> filters,
    Chatter chatter) {
  /** Some 4000 gets and puts for each CPU. */
  public static final int DEFAULT_BUFFER_KB = 256;

  public RecorderPlan {
    events = List.copyOf(events);
    filters = Map.copyOf(filters);
  }
}
