package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.proc.BlockDevice;
import modtrace.sys.SyscallException;

/** Quotas: each type of quota that is kept on a file system holds the module of its format. */
final class QuotaFinder implements Finder {
  /** Format numbers and modules (include/uapi/linux/quota.h, INIT_QUOTA_MODULE_NAMES). */
  private static final Map<Integer, String> MODULES =
      Map.of(1, "quota_v1", 2, "quota_v2", 4, "quota_v2");

  private static final List<String> TYPES = List.of("user", "group", "project");

  @Override
  public String kind() {
    return "quotas";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!MODULES.containsValue(module)) {
      return;
    }
    system.mounts().unseen().forEach(findings::unseen);
    for (Superblock superblock : system.mounts().superblocks()) {
      BlockDevice device = system.blockDevices().byNumber(superblock.device());
      if (device != null) {
        find(module, superblock, path(superblock, device, system), system, findings);
      }
    }
  }

  private static String path(Superblock superblock, BlockDevice device, Snapshot system)
      throws IOException {
    String source = superblock.mount().source();
    boolean same = device.equals(system.blockDevices().at(source)) && source.startsWith("/");
    return same ? source : "/dev/" + device.name();
  }

  private static void find(
      String module, Superblock superblock, String path, Snapshot system, Findings findings) {
    List<String> evidence = new ArrayList<>();
    try {
      for (int type = 0; type < TYPES.size(); type++) {
        int format = system.probe().quotaFormat(path, type);
        if (module.equals(MODULES.get(format))) {
          evidence.add("quotactl: " + TYPES.get(type) + " quota of format " + format + " is kept");
        }
      }
    } catch (SyscallException e) {
      findings.unseen("the quotas of " + superblock.point() + ": " + e.getMessage());
    }
    if (!evidence.isEmpty()) {
      findings.add(superblock.claim(evidence.size(), evidence.toArray(String[]::new)));
    }
  }
}
