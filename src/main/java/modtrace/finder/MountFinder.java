package modtrace.finder;

import java.io.IOException;
import modtrace.proc.MountInfo;

/** Mounted file systems of a type that the module brings: each holds one reference. */
final class MountFinder implements Finder {
  @Override
  public String kind() {
    return "mounted file systems";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (system.fileSystems().of(module).isEmpty()) {
      return;
    }
    system.mounts().unseen().forEach(findings::unseen);
    for (Superblock superblock : system.mounts().superblocks()) {
      MountInfo mount = superblock.mount();
      if (system.fileSystems().isOf(module, mount.kernelType())) {
        findings.add(
            superblock.claim(
                1,
                mount.type()
                    + " "
                    + mount.source()
                    + " is mounted at "
                    + superblock.places().get(0).words()));
      }
    }
  }
}
