package modtrace.ledger;

import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/** What one task did with one module: its gets and puts, and what it took that is still open. */
public final class TaskAccount {
  private final int pid;
  private final Origin firstSeen;
  private Task lastSeen;
  private int tgid;
  private String comm;
  private long gets;
  private long puts;
  private final ChainsByUse open = new ChainsByUse();

  /** What all threads of its group took that is still open; null while the group is not known. */
  @Nullable ChainsByUse group;

  TaskAccount(Origin firstSeen) {
    this.pid = firstSeen.task().pid();
    this.firstSeen = firstSeen;
    this.lastSeen = firstSeen.task();
    this.tgid = firstSeen.task().tgid();
    this.comm = firstSeen.task().comm();
  }

  /** Whether it gave back as many as it took, and nothing that it took is open. */
  boolean isSettled() {
    return gets == puts && open.isEmpty();
  }

  /** Whether it can be this task: a thread never changes its group, so another one has its pid. */
  @SuppressWarnings("ReferenceEquality") // a short cut: readers give one object for one task
  boolean canBe(Task task) {
    return task == lastSeen
        || tgid == task.tgid()
        || tgid == Task.UNKNOWN_TGID
        || task.tgid() == Task.UNKNOWN_TGID;
  }

  /** A name that the trace has told since replaces the older one: exec and prctl change it. */
  @SuppressWarnings("ReferenceEquality") // as above
  void seen(Task task) {
    if (task != lastSeen) {
      lastSeen = task;
      comm = task.hasComm() ? task.comm() : comm;
    }
  }

  void belongsTo(int group) {
    tgid = group;
  }

  void took() {
    gets++;
  }

  void gaveBack() {
    puts++;
  }

  /** What it took that is still open. */
  ChainsByUse open() {
    return open;
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
