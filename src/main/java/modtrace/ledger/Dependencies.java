package modtrace.ledger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The references to one module that others hold because they use its symbols. */
final class Dependencies {
  private final Map<Integer, Chain> pending = new HashMap<>();
  private final Map<String, Chain> held = new HashMap<>();

  /** A task took one, for a module that is not in place yet. */
  void add(int pid, Reference reference) {
    reference.join(pending.computeIfAbsent(pid, p -> new Chain()));
  }

  /** What a task took belongs to the module that it has now put in place. */
  void loaded(int pid, String module) {
    Chain taken = pending.remove(pid);
    if (taken == null) {
      return;
    }
    Chain its = held.computeIfAbsent(module, name -> new Chain());
    for (Chain.Link link = taken.first(); link != null; link = link.newer()) {
      link.reference.belongsTo(module);
      link.reference.join(its);
    }
  }

  /** The newest of a module that is in place. */
  @Nullable Reference of(String module) {
    Chain chain = held.get(module);
    return chain == null ? null : chain.newest();
  }

  /** The newest of a task for a module that is not in place. */
  @Nullable Reference pendingOf(int pid) {
    Chain chain = pending.get(pid);
    return chain == null ? null : chain.newest();
  }
}
