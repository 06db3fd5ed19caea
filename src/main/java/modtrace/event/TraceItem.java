package modtrace.event;

import java.util.List;

/** What a reader meets in a trace, in the trace's own order. */
public sealed interface TraceItem
    permits ModuleEvent,
        TraceItem.CutShort,
        TraceItem.Other,
        TraceItem.Stack,
        TraceItem.Lost,
        TraceItem.Unparsed {
  /** For switches over the items. */
  enum Kind {
    EVENT,
    CUT_SHORT,
    OTHER,
    STACK,
    LOST,
    UNPARSED
  }

  Kind kind();

  /**
   * The last event of a text that ends inside a line: its last word may have lost letters or
   * digits.
   *
   * @param event as far as it can be read
   */
  record CutShort(ModuleEvent event) implements TraceItem {
    @Override
    public Kind kind() {
      return Kind.CUT_SHORT;
    }
  }

  /**
   * An event of another system.
   *
   * @param name without its system, {@code sched_switch}
   * @param text what it tells, for people: {@code prev_comm=java prev_pid=9522}
   */
  record Other(Origin origin, String system, String name, String text) implements TraceItem {
    @Override
    public Kind kind() {
      return Kind.OTHER;
    }
  }

  /** The kernel stack of the event before it, innermost function first. */
  record Stack(List<String> functions) implements TraceItem {
    public Stack {
      functions = List.copyOf(functions);
    }

    @Override
    public Kind kind() {
      return Kind.STACK;
    }
  }

  /**
   * The ring buffer overran: events are missing here.
   *
   * @param cpu whose buffer it was, or {@link #UNKNOWN_CPU}
   * @param count how many, or {@link #UNKNOWN_COUNT}
   */
  record Lost(int cpu, long count) implements TraceItem {
    public static final int UNKNOWN_CPU = -1;
    public static final long UNKNOWN_COUNT = -1;

    @Override
    public Kind kind() {
      return Kind.LOST;
    }
  }

  /**
   * A line that is no trace line.
   *
   * @param line its number, from 1
   * @param text its beginning
   * @param why what was expected and not found
   */
  record Unparsed(long line, String text, String why) implements TraceItem {
    @Override
    public Kind kind() {
      return Kind.UNPARSED;
    }
  }
}
