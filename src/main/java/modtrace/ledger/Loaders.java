package modtrace.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * Which module each task is loading or has just unloaded: what its gets and puts on other modules
 * are for.
 */
final class Loaders {
  private final Map<Integer, String> initialising = new HashMap<>();
  private final Map<Integer, String> freed = new HashMap<>();
  private final Map<Integer, List<Reference>> needs = new HashMap<>();

  /** A task took a reference on a module whose symbols the one that it is about to load needs. */
  void needs(Task task, Reference reference) {
    needs.computeIfAbsent(task.pid(), pid -> new ArrayList<>()).add(reference);
  }

  /**
   * The module that a task resolved symbols for is in place: what it took for that is that
   * module's.
   */
  void loaded(Task task, String module) {
    List<Reference> taken = needs.remove(task.pid());
    if (taken != null) {
      taken.forEach(reference -> reference.belongsTo(module));
    }
    initialising.put(task.pid(), module);
  }

  void initEnded(Task task, String module) {
    initialising.remove(task.pid(), module);
  }

  void freed(Task task, String module) {
    initialising.remove(task.pid(), module);
    freed.put(task.pid(), module);
  }

  /** The module whose init function a task is running; null when it runs none. */
  @Nullable String initialising(Task task) {
    return initialising.isEmpty() ? null : initialising.get(task.pid());
  }

  /** The module that a task unloaded last; null when it unloaded none. */
  @Nullable String freed(Task task) {
    return freed.get(task.pid());
  }
}
