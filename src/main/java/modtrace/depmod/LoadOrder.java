package modtrace.depmod;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order modprobe loads a module and what belongs to it, each once: what it needs from the
 * last of its line to the first, then itself; each with what its softdep line names before and
 * after it, and these with theirs.
 */
final class LoadOrder {
  /** Something that stands to be done; the last one is done first. */
  private interface Task {
    void run();
  }

  private final InstalledKernel kernel;
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final Set<String> visited = new HashSet<>();
  private final Set<String> loaded = new HashSet<>();
  private final List<Load> loads = new ArrayList<>();

  private LoadOrder(InstalledKernel kernel) {
    this.kernel = kernel;
  }

  static List<Load> of(String module, InstalledKernel kernel) {
    var order = new LoadOrder(kernel);
    order.withNeeds(module, "");
    while (!order.tasks.isEmpty()) {
      order.tasks.removeLast().run();
    }
    return order.loads;
  }

  private void withNeeds(String module, String why) {
    if (!visited.add(module)) {
      return;
    }
    List<Task> next = new ArrayList<>();
    for (String need : kernel.needsOf(module)) {
      next.add(() -> withSoft(need, "needed by " + module));
    }
    next.add(() -> withSoft(module, why));
    then(next);
  }

  private void withSoft(String module, String why) {
    List<Task> next = new ArrayList<>();
    for (String before : kernel.softBefore(module)) {
      next.add(() -> withNeeds(before, "softdep of " + module));
    }
    next.add(() -> load(module, why));
    for (String after : kernel.softAfter(module)) {
      next.add(() -> withNeeds(after, "softdep of " + module));
    }
    then(next);
  }

  private void load(String module, String why) {
    if (loaded.add(module) && !kernel.isBuiltIn(module)) {
      loads.add(new Load(module, kernel.fileOf(module), why, kernel.commandFor(module)));
    }
  }

  private void then(List<Task> next) {
    for (int i = next.size() - 1; i >= 0; i--) {
      tasks.addLast(next.get(i));
    }
  }
}
