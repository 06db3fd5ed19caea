package modtrace.ledger;

import java.util.List;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/** What a task was doing at an event that has to wait until it can be put into its order. */
final class Situation {
  /** The module whose init function it was running; null for none. */
  final @Nullable String initialising;

  /** The module that it had unloaded last; null for none. */
  final @Nullable String freed;

  /** The kernel stack of the event; empty where none was traced. */
  List<String> stack = List.of();

  Situation(Loaders loaders, Task task) {
    this.initialising = loaders.initialising(task);
    this.freed = loaders.freed(task);
  }
}
