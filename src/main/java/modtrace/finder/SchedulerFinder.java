package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;

/** I/O schedulers: each queue that uses one holds its module. */
final class SchedulerFinder implements Finder {
  @Override
  public String kind() {
    return "I/O schedulers";
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (BlockDevice disk : system.disks()) {
      String schedulers = disk.isPartition() ? null : disk.attribute("queue/scheduler");
      int open = schedulers == null ? -1 : schedulers.indexOf('[');
      int close = schedulers == null ? -1 : schedulers.indexOf(']', open + 1);
      if (schedulers == null || open < 0 || close < 0) {
        continue;
      }
      String chosen = schedulers.substring(open + 1, close);
      if (system.answers(module, chosen + "-iosched")) {
        String file = "/sys/block/" + disk.name() + "/queue/scheduler";
        findings.add(
            Claim.of(Kind.BLOCK, "scheduler of " + disk.name(), 1, file + " says [" + chosen + "]")
                .releasedBy("echo none > " + file));
      }
    }
  }
}
