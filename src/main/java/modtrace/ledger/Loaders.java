package modtrace.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * Which module each task is loading or has just unloaded: what its gets and puts on other modules
 * are for.
 *
 * <p>A task may go on to do other things: udev's workers load modules and open devices. So each of
 * these states ends as soon as anything shows that it is over.
 */
final class Loaders {
  private final Map<Integer, String> initialising = new HashMap<>();
  private final Map<String, Integer> initialisers = new HashMap<>();
  private final Map<Integer, String> freed = new HashMap<>();
  private final Map<Integer, Set<Account>> needs = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  /** A task takes a reference on a module whose symbols the one that it is about to load needs. */
  void needs(Task task, Account account) {
    needs.computeIfAbsent(task.pid(), pid -> new HashSet<>()).add(account);
    freed.remove(task.pid());
    String before = initialising.get(task.pid());
    if (before != null) {
      initEnded(before);
    }
  }

  /**
   * The module that a task resolved symbols for is in place: what it took for that is that
   * module's.
   */
  void loaded(Task task, String module) {
    Set<Account> needed = needs.remove(task.pid());
    if (needed != null) {
      needed.forEach(account -> account.loadedBy(task.pid(), module));
    }
    gone.remove(module);
    freed.remove(task.pid());
    initEnded(module);
    String before = initialising.put(task.pid(), module);
    if (before != null) {
      initialisers.remove(before);
    }
    initialisers.put(module, task.pid());
  }

  void initEnded(String module) {
    Integer pid = initialisers.remove(module);
    if (pid != null) {
      initialising.remove(pid);
    }
  }

  void freed(Task task, String module) {
    initEnded(module);
    freed.put(task.pid(), module);
    gone.add(module);
  }

  /** Whether any task is running a module's init function. */
  boolean isInitialising() {
    return !initialisers.isEmpty();
  }

  /** The module whose init function a task is running; null when it runs none. */
  @Nullable String initialising(Task task) {
    return initialising.isEmpty() ? null : initialising.get(task.pid());
  }

  /** The module that a task unloaded last; null when it unloaded none, or loads another since. */
  @Nullable String freed(Task task) {
    return freed.get(task.pid());
  }

  /** Whether a module was unloaded, and not loaded again. */
  boolean isGone(String module) {
    return gone.contains(module);
  }
}
