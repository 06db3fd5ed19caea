package modtrace.tracefs;

/** A trace event: {@code module:module_get}. */
public record EventId(String system, String name) implements Comparable<EventId> {
  /** From {@code system:name}, as available_events has it. */
  static EventId parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not system:event: " + text);
    }
    return new EventId(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public int compareTo(EventId other) {
    int bySystem = system.compareTo(other.system);
    return bySystem != 0 ? bySystem : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return system + ":" + name;
  }
}
