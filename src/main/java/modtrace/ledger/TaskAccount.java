package modtrace.ledger;

import java.util.ArrayList;
import java.util.List;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/** What one task did with one module: its gets and puts, and what it took that is still open. */
public final class TaskAccount {
  private final int pid;
  private final Origin firstSeen;
  private int tgid;
  private String comm;
  private long gets;
  private long puts;
  private final List<Reference> open = new ArrayList<>(2);

  TaskAccount(Origin firstSeen) {
    this.pid = firstSeen.task().pid();
    this.firstSeen = firstSeen;
    this.tgid = firstSeen.task().tgid();
    this.comm = firstSeen.task().comm();
  }

  /**
   * Whether a task of the same pid is surely another one, of another process: the pid was used
   * again.
   */
  boolean isNot(Task task) {
    return tgid != Task.UNKNOWN_TGID && task.tgid() != Task.UNKNOWN_TGID && tgid != task.tgid();
  }

  /** A name that the trace has told since replaces the older one: exec and prctl change it. */
  void seen(Task task) {
    if (task.tgid() != Task.UNKNOWN_TGID) {
      tgid = task.tgid();
    }
    if (task.hasComm() && !task.comm().equals(comm)) {
      comm = task.comm();
    }
  }

  void took(Reference reference) {
    gets++;
    open.add(reference);
  }

  void gaveBack() {
    puts++;
  }

  void closed(Reference reference) {
    open.remove(reference);
  }

  /** Its newest open reference of this use; null without one. */
  @Nullable Reference newest(Use use) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).use() == use) {
        return open.get(i);
      }
    }
    return null;
  }

  /** Its newest open reference that a put of this use may end; null without one. */
  @Nullable Reference newestThatMayEndBy(Use put) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (put.mayEnd(open.get(i).use())) {
        return open.get(i);
      }
    }
    return null;
  }

  /** The thread's id. */
  public int pid() {
    return pid;
  }

  /** The thread group's id, or {@link Task#UNKNOWN_TGID}. */
  public int tgid() {
    return tgid;
  }

  /** Id of the process: the thread group where the trace tells it, else the thread itself. */
  public int process() {
    return tgid == Task.UNKNOWN_TGID ? pid : tgid;
  }

  public Origin firstSeen() {
    return firstSeen;
  }

  /** The name it had last. */
  public String comm() {
    return comm;
  }

  public long gets() {
    return gets;
  }

  public long puts() {
    return puts;
  }
}
