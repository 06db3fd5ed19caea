package modtrace.holder;

import java.util.regex.Pattern;

/** Tells kernel threads by their names, for traces that say no more. */
public final class KernelThreads {
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:kworker|ksoftirqd|migration|cpuhp|idle_inject|irq|rcuop|rcuog|rcuob|rcuos|jbd2|xfsaild|xfs-\\w+)/.*"
              + "|(?:kswapd|kcompactd|loop|scsi_eh_)\\d+|md\\d+_.*|rcu_(?:preempt|sched|bh|gp|par_gp|tasks.*)"
              + "|kthreadd|kdevtmpfs|kauditd|khungtaskd|oom_reaper|ksmd|khugepaged|watchdogd|<idle>"
              + "|cryptomgr_(?:test|probe)");

  private KernelThreads() {}

  /** Whether a task of this name and pid is one of the kernel's own, as far as a name can tell. */
  public static boolean isOne(int pid, String comm) {
    return pid == 0 || pid == 2 || NAMES.matcher(comm).matches();
  }
}
