package modtrace.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * The references to one module that the trace saw taken and not given back, and which of them a put
 * ends.
 *
 * <p>Who takes and who gives back are often not the same: files are handed over and inherited, the
 * last put may be a kworker's or an exiting task's. So a put is matched to the putter's own newest
 * reference of the same use, then to its thread group's, then to the oldest that anybody took.
 */
final class OpenReferences {
  private final ChainsByUse all = new ChainsByUse();
  private final Map<Integer, ChainsByUse> groups = new HashMap<>();
  private int size;

  int size() {
    return size;
  }

  void add(Reference reference) {
    all.add(reference);
    TaskAccount task = reference.acquirer();
    if (task != null) {
      task.open().add(reference);
      addToGroup(task, reference);
    }
    size++;
  }

  private void addToGroup(TaskAccount task, Reference reference) {
    ChainsByUse group = groupOf(task);
    if (group != null) {
      group.add(reference);
    }
  }

  private @Nullable ChainsByUse groupOf(TaskAccount task) {
    if (task.tgid() != Task.UNKNOWN_TGID && task.group == null) {
      task.group = groups.computeIfAbsent(task.tgid(), tgid -> new ChainsByUse());
    }
    return task.group;
  }

  /** The trace now tells the thread group of a task that has taken some already. */
  void groupIsKnown(TaskAccount task) {
    task.open().all().forEach(reference -> addToGroup(task, reference));
  }

  void remove(Reference reference) {
    reference.leave();
    size--;
  }

  void clear() {
    all().forEach(this::remove);
  }

  /** All of them, in the order in which they were taken. */
  List<Reference> all() {
    return all.all();
  }

  @Nullable Reference oldest(Use use) {
    return all.oldest(use);
  }

  /**
   * What a put of this use by this task ends, before the prior references come in question; null
   * for none of these.
   */
  @Nullable Reference endedBy(Use put, @Nullable TaskAccount task) {
    Reference own = task == null ? null : ownEndedBy(put, task);
    if (own != null) {
      return own;
    }
    Reference same = all.oldest(put);
    return same == null ? all.oldest(put::mayBeTheSameAs) : same;
  }

  private @Nullable Reference ownEndedBy(Use put, TaskAccount task) {
    Reference match = task.open().newest(put);
    if (match != null) {
      return match;
    }
    ChainsByUse group = groupOf(task);
    if (group != null) {
      match = group.newest(put);
    }
    if (match == null) {
      match = task.open().newest(put::mayEnd);
    }
    return match == null && group != null ? group.newest(put::mayEnd) : match;
  }

  /** What a put may have ended where there are no prior references that it could have ended. */
  @Nullable Reference perhapsEndedBy(Use put) {
    return all.oldest(put::mayEnd);
  }
}
