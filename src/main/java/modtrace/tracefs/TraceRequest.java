package modtrace.tracefs;

import java.util.List;
import java.util.Map;

/**
 * What a {@link TraceInstance} shall trace.
 *
 * @param events the events to enable, at least one
 * @param filters for some of them the kernel-side filter, {@code name == "vkms"}
 * @param bufferKb the ring buffer of each CPU, in KiB
 * @param stacks whether each event is followed by the kernel stack
 * @param clock one of trace_clock's, {@code mono}
 * @param rawReaders how many threads read the buffers as they are; 0 where one reads their text
 */
public record TraceRequest(
    List<EventId> events,
    Map<EventId, String> filters,
    int bufferKb,
    boolean stacks,
    String clock,
    int rawReaders) {
  /** Module events come by tens a second: this holds some thousands for each CPU. */
  public static final int DEFAULT_BUFFER_KB = 512;

  public TraceRequest {
    events = List.copyOf(events);
    filters = Map.copyOf(filters);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("no events");
    }
    if (bufferKb <= 0) {
      throw new IllegalArgumentException("buffer of " + bufferKb + " KiB");
    }
    if (!events.containsAll(filters.keySet())) {
      throw new IllegalArgumentException("a filter on an event that is not traced");
    }
  }

  public static TraceRequest of(List<EventId> events) {
    return new TraceRequest(events, Map.of(), DEFAULT_BUFFER_KB, false, "mono", 0);
  }

  public TraceRequest withFilters(Map<EventId, String> filters) {
    return new TraceRequest(events, filters, bufferKb, stacks, clock, rawReaders);
  }

  public TraceRequest withBufferKb(int bufferKb) {
    return new TraceRequest(events, filters, bufferKb, stacks, clock, rawReaders);
  }

  public TraceRequest withStacks(boolean stacks) {
    return new TraceRequest(events, filters, bufferKb, stacks, clock, rawReaders);
  }

  public TraceRequest withRawReaders(int rawReaders) {
    return new TraceRequest(events, filters, bufferKb, stacks, clock, rawReaders);
  }
}
