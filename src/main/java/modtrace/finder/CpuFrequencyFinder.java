package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attribute;

/**
 * Governors of the CPUs' frequency: each policy holds the module of its governor
 * (cpufreq_init_governor, drivers/cpufreq/cpufreq.c).
 */
final class CpuFrequencyFinder implements Finder {
  private static final String PREFIX = "cpufreq_";

  @Override
  public String kind() {
    return "frequency governors";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.startsWith(PREFIX)) {
      return;
    }
    for (Path policy : Attribute.list(system.sys().resolve("devices/system/cpu/cpufreq"))) {
      String online = Attribute.read(policy.resolve("affected_cpus"));
      if (online == null || online.isEmpty()) {
        continue; // all its CPUs are off: it has no governor, and would not tell
      }
      String governor = Attribute.read(policy.resolve("scaling_governor"));
      if (governor != null && module.equals(PREFIX + governor)) {
        findings.add(claim(policy, governor));
      }
    }
  }

  private static Claim claim(Path policy, String governor) throws IOException {
    String name = policy.getFileName().toString();
    String file = "/sys/devices/system/cpu/cpufreq/" + name + "/scaling_governor";
    String others = Attribute.read(policy.resolve("scaling_available_governors"));
    String other =
        List.of(others == null ? new String[0] : others.split(" ")).stream()
            .filter(each -> List.of("schedutil", "performance").contains(each))
            .findFirst()
            .orElse("");
    String command =
        other.isEmpty() || other.equals(governor) ? null : "echo " + other + " > " + file;
    return Claim.of(Kind.KERNEL, "frequency " + name, 1, file + " is " + governor)
        .releasedBy(command);
  }
}
