package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;

/**
 * The module's own livepatch: one reference from when it is enabled until it is gone
 * (klp_enable_patch and klp_free_patch_finish in kernel/livepatch/core.c).
 */
final class LivepatchFinder implements Finder {
  @Override
  public String kind() {
    return "livepatches";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Path patch = system.sys().resolve("kernel/livepatch").resolve(module);
    if (!Files.isDirectory(patch)) {
      return;
    }
    boolean isEnabled = "1".equals(Attribute.read(patch.resolve("enabled")));
    findings.add(
        Claim.of(
                Kind.KERNEL,
                "livepatch " + module + (isEnabled ? "" : ", which is being disabled"),
                1,
                patch + " is there")
            .releasedBy(isEnabled ? "echo 0 > " + patch + "/enabled" : null));
  }
}
