package modtrace.holder;

import java.util.List;

/** Tells kernel threads by their names, for traces that say no more. */
public final class KernelThreads {
  private static final List<String> NAMES =
      List.of(
          "kworker/",
          "ksoftirqd/",
          "migration/",
          "cpuhp/",
          "idle_inject/",
          "irq/",
          "rcu_",
          "rcuop/",
          "rcuog/",
          "rcuob/",
          "kthreadd",
          "kdevtmpfs",
          "kauditd",
          "khungtaskd",
          "oom_reaper",
          "kcompactd",
          "ksmd",
          "khugepaged",
          "kswapd",
          "kblockd",
          "watchdogd",
          "jbd2/",
          "xfsaild/",
          "xfs-",
          "md",
          "dm_",
          "dm-",
          "scsi_eh_",
          "nvme-",
          "cryptomgr_",
          "cryptd",
          "<idle>",
          "kcryptd",
          "loop",
          "nfsd",
          "lockd");

  private KernelThreads() {}

  /** Whether a task of this name and pid is one of the kernel's own, as far as a name can tell. */
  public static boolean isOne(int pid, String comm) {
    return pid == 0 || pid == 2 || NAMES.stream().anyMatch(name -> fits(comm, name));
  }

  /** A name that ends in punctuation is a prefix; any other is followed by digits or nothing. */
  private static boolean fits(String comm, String name) {
    if (!comm.startsWith(name)) {
      return false;
    }
    boolean prefix = !Character.isLetter(name.charAt(name.length() - 1)) && !name.endsWith(">");
    return prefix || comm.substring(name.length()).chars().allMatch(Character::isDigit);
  }
}
