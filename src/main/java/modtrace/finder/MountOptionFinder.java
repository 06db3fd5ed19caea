package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modtrace.proc.MountInfo;

/**
 * What a mount holds beside its own type, as its options tell: a table of characters for each of
 * {@code iocharset}, {@code codepage} and {@code nls}, and the transport of a 9p mount.
 */
final class MountOptionFinder implements Finder {
  /** They know utf8 themselves. */
  private static final Set<String> KNOW_UTF8 = Set.of("iso9660", "udf", "exfat", "ntfs3");

  @Override
  public String kind() {
    return "mount options";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.startsWith("nls_") && system.aliases().namesOf(module, "9p-").isEmpty()) {
      return;
    }
    system.mounts().unseen().forEach(findings::unseen);
    for (Superblock superblock : system.mounts().superblocks()) {
      List<String> options = new ArrayList<>();
      for (String option : superblock.mount().options()) {
        String request = request(superblock.mount(), option);
        if (!request.isEmpty() && system.answers(module, request)) {
          options.add(option);
        }
      }
      if (!options.isEmpty()) {
        String type = superblock.mount().type();
        findings.add(
            superblock.claim(
                options.size(), type + " is mounted with " + String.join(", ", options)));
      }
    }
  }

  /** The name that the kernel asks for a module by; empty where the option needs none. */
  private static String request(MountInfo mount, String option) {
    int equals = option.indexOf('=');
    String name = option.substring(0, Math.max(0, equals));
    String value = option.substring(equals + 1);
    return switch (name) {
      case "iocharset", "nls" ->
          value.equals("utf8") && KNOW_UTF8.contains(mount.type()) ? "" : "nls_" + value;
      case "codepage" -> value.matches("\\d+") ? "nls_cp" + value : "nls_" + value;
      case "trans" -> mount.type().equals("9p") ? "9p-" + value : "";
      default -> "";
    };
  }
}
