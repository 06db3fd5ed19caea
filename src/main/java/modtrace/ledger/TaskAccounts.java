package modtrace.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.Context;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/** The tasks that had to do with one module, in the order of their first act. */
final class TaskAccounts {
  private final OpenReferences open;
  private final List<TaskAccount> all = new ArrayList<>();
  private final Map<Integer, TaskAccount> running = new HashMap<>();

  TaskAccounts(OpenReferences open) {
    this.open = open;
  }

  /** Null for an event that ran in an interrupt: the task that it interrupted has no part in it. */
  @Nullable TaskAccount of(Origin origin) {
    if (origin.context() == Context.INTERRUPT) {
      return null;
    }
    Task task = origin.task();
    TaskAccount known = running.get(task.pid());
    if (known == null || !known.canBe(task)) {
      known = new TaskAccount(origin);
      running.put(task.pid(), known);
      all.add(known);
      return known;
    }
    known.seen(task);
    if (known.tgid() == Task.UNKNOWN_TGID && task.tgid() != Task.UNKNOWN_TGID) {
      known.belongsTo(task.tgid());
      open.groupIsKnown(known);
    }
    return known;
  }

  List<TaskAccount> all() {
    return List.copyOf(all);
  }
}
