package modtrace.event;

/**
 * A task as one trace line names it.
 *
 * @param pid thread id in the initial pid namespace ({@code common_pid}); 0 is the idle task
 * @param tgid thread group id, or {@link #UNKNOWN_TGID} where the trace has none
 * @param comm the name that the kernel had saved last, {@link #UNKNOWN_COMM} where it had none; may
 *     hold any character, bytes that are not UTF-8 stand as {@code \xNN}
 */
public record Task(int pid, int tgid, String comm) {
  public static final int UNKNOWN_TGID = -1;

  /**
   * What the kernel prints for a pid whose name it never saved (kernel/trace/trace_sched_switch.c).
   */
  public static final String UNKNOWN_COMM = "<...>";

  public Task(int pid, String comm) {
    this(pid, UNKNOWN_TGID, comm);
  }

  public boolean hasComm() {
    return !comm.equals(UNKNOWN_COMM);
  }

  /** Whether the trace itself says that both are threads of one process. */
  public boolean sharesGroupWith(Task other) {
    return tgid != UNKNOWN_TGID && tgid == other.tgid;
  }

  @Override
  public String toString() {
    return comm + "-" + pid;
  }
}
