package modtrace.ledger;

import java.util.ArrayList;
import java.util.List;
import modtrace.event.Context;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that had to do with one module, in the order of their first act.
 *
 * <p>Of very many only the later ones are kept, and all that hold something or whose gets and puts
 * are not equal.
 */
final class TaskAccounts {
  /** So many are kept in any case. */
  private static final int MANY = 20_000;

  private final OpenReferences open;
  private List<TaskAccount> all = new ArrayList<>();
  private long forgotten;
  private int most = MANY;

  /** The running tasks by a hash of their pid; half of the slots are empty at least. */
  private @Nullable TaskAccount[] running = new TaskAccount[256];

  private int size;

  TaskAccounts(OpenReferences open) {
    this.open = open;
  }

  /** Null for an event that ran in an interrupt: the task that it interrupted has no part in it. */
  @Nullable TaskAccount of(Origin origin) {
    if (origin.context() == Context.INTERRUPT) {
      return null;
    }
    Task task = origin.task();
    int slot = slot(task.pid());
    TaskAccount known = running[slot];
    if (known == null || !known.canBe(task)) {
      return add(slot, new TaskAccount(origin));
    }
    known.seen(task);
    if (known.tgid() == Task.UNKNOWN_TGID && task.tgid() != Task.UNKNOWN_TGID) {
      known.belongsTo(task.tgid());
      open.groupIsKnown(known);
    }
    return known;
  }

  private TaskAccount add(int slot, TaskAccount account) {
    all.add(account);
    size += running[slot] == null ? 1 : 0;
    running[slot] = account;
    if (all.size() > most) {
      forget();
    }
    if (size > running.length / 2) {
      rehash(running.length * 2);
    }
    return account;
  }

  /** Where the task with this pid is, or would be. */
  private int slot(int pid) {
    int mask = running.length - 1;
    int slot = ((pid * 0x9E3779B9) >>> 8) & mask;
    TaskAccount there = running[slot];
    while (there != null && there.pid() != pid) {
      slot = (slot + 1) & mask;
      there = running[slot];
    }
    return slot;
  }

  /** Forgets the older half of those of which nothing is open. */
  private void forget() {
    List<TaskAccount> kept = new ArrayList<>();
    int older = all.size() / 2;
    for (int i = 0; i < all.size(); i++) {
      TaskAccount account = all.get(i);
      if (i >= older || !account.isSettled()) {
        kept.add(account);
      }
    }
    forgotten += all.size() - kept.size();
    all = kept;
    most = Math.max(MANY, 2 * kept.size());
    rehash(running.length);
  }

  private void rehash(int slots) {
    running = new TaskAccount[slots];
    size = 0;
    for (TaskAccount account : all) {
      int slot = slot(account.pid());
      size += running[slot] == null ? 1 : 0;
      running[slot] = account; // of two with one pid the later one runs
    }
  }

  List<TaskAccount> all() {
    return List.copyOf(all);
  }

  /** How many tasks are not among {@link #all}: each gave back as many as it took. */
  long forgotten() {
    return forgotten;
  }
}
