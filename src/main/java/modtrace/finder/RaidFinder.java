package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.BlockDevice;

/** Running md arrays: each holds the module of its level (md_run, drivers/md/md.c). */
final class RaidFinder implements Finder {
  @Override
  public String kind() {
    return "md arrays";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    for (BlockDevice device : system.disks()) {
      String level = device.isPartition() ? null : device.attribute("md/level");
      String state = level == null ? null : device.attribute("md/array_state");
      boolean runs = state != null && !state.equals("clear") && !state.equals("inactive");
      if (level != null && runs && serves(module, level, system)) {
        findings.add(
            Claim.of(
                    Kind.BLOCK,
                    BlockNames.of(device),
                    1,
                    device.name() + " is an array of level " + level + ", " + state)
                .releasedBy(system.blockDevices().removal(device)));
      }
    }
  }

  /** Whether the module is the one for a level such as {@code raid1}, {@code raid5_ls}. */
  static boolean serves(String module, String level, Snapshot system) throws IOException {
    String plain = level.replaceFirst("_.*", "");
    return !plain.isEmpty() && system.answers(module, "md-" + plain);
  }
}
