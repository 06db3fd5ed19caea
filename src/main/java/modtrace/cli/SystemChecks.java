package modtrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import modtrace.proc.LoadedModules;
import modtrace.render.Check;

/** What this machine is, and who we are on it. */
final class SystemChecks {
  /** Capabilities by their bits (include/uapi/linux/capability.h), and what they are needed for. */
  private static final Map<Integer, String> CAPABILITIES = new LinkedHashMap<>();

  static {
    CAPABILITIES.put(2, "CAP_DAC_READ_SEARCH");
    CAPABILITIES.put(12, "CAP_NET_ADMIN");
    CAPABILITIES.put(19, "CAP_SYS_PTRACE");
    CAPABILITIES.put(21, "CAP_SYS_ADMIN");
    CAPABILITIES.put(34, "CAP_SYSLOG");
  }

  /** Those that what modtrace proposes is made of. */
  private static final List<String> TOOLS =
      List.of("modprobe", "systemctl", "umount", "losetup", "dmsetup", "nft", "tc", "ip");

  private final Invocation invocation;

  SystemChecks(Invocation invocation) {
    this.invocation = invocation;
  }

  List<Check> all() throws IOException {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.info("version", version()));
    checks.add(Check.info("kernel", kernel()));
    checks.add(user());
    checks.add(capabilities());
    checks.add(lockdown());
    checks.add(modules());
    checks.add(unloading());
    checks.add(tools());
    return checks;
  }

  private static String version() throws IOException {
    return Version.words()
        + " on Java "
        + System.getProperty("java.runtime.version")
        + ", "
        + Runtime.getRuntime().maxMemory() / (1 << 20)
        + " MB for it";
  }

  private String kernel() {
    String system =
        lines("etc/os-release")
            .filter(line -> line.startsWith("PRETTY_NAME="))
            .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
            .findFirst()
            .orElse("an unknown system");
    return "Linux "
        + lines("proc/sys/kernel/osrelease").findFirst().orElse("of an unknown release")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + system;
  }

  private Check user() {
    return invocation.kernel().get().effectiveUid() == 0
        ? Check.ok("user", "root")
        : Check.limited(
            "user", "not root: other users' files and all tracing stay hidden (sudo modtrace)");
  }

  private Check capabilities() {
    String mask =
        lines("proc/self/status")
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .findFirst()
            .orElse("0");
    long effective = Long.parseUnsignedLong(mask, 16);
    List<String> missing =
        CAPABILITIES.entrySet().stream()
            .filter(each -> (effective >>> each.getKey() & 1) == 0)
            .map(Map.Entry::getValue)
            .toList();
    return missing.isEmpty()
        ? Check.ok("capabilities", String.join(" ", CAPABILITIES.values()))
        : Check.limited("capabilities", "without " + String.join(" ", missing));
  }

  private Check lockdown() {
    String modes = lines("sys/kernel/security/lockdown").findFirst().orElse("");
    if (modes.isEmpty()) {
      return Check.info("lockdown", "not known: this kernel has none, or does not show it");
    }
    return modes.contains("[confidentiality]")
        ? Check.missing("lockdown", "confidentiality: the kernel forbids tracing")
        : Check.ok("lockdown", modes);
  }

  private Check modules() throws IOException {
    if (!Files.exists(invocation.proc().resolve("modules"))) {
      return Check.missing("modules", "this kernel has no loadable modules (CONFIG_MODULES)");
    }
    return Check.ok("modules", LoadedModules.read(invocation.proc()).rows().size() + " loaded");
  }

  private Check unloading() throws IOException {
    Path modules = invocation.sys().resolve("module");
    if (!Files.isDirectory(modules)) {
      return Check.missing("use counts", "there is no /sys/module");
    }
    try (Stream<Path> all = Files.list(modules)) {
      if (all.anyMatch(module -> Files.exists(module.resolve("refcnt")))) {
        return Check.ok("use counts", "in /sys/module/*/refcnt");
      }
    }
    List<LoadedModules.Row> loaded = LoadedModules.read(invocation.proc()).rows();
    boolean uncounted =
        !loaded.isEmpty() && loaded.stream().allMatch(row -> row.useCount().isEmpty());
    return Check.missing(
        "use counts",
        uncounted
            ? "this kernel does not count references (no CONFIG_MODULE_UNLOAD)"
            : "no module has one (none is loaded, or no CONFIG_MODULE_UNLOAD)");
  }

  private Check tools() {
    String path = invocation.environment().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    List<String> found =
        TOOLS.stream()
            .filter(
                tool ->
                    Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))))
            .toList();
    List<String> missing = TOOLS.stream().filter(tool -> !found.contains(tool)).toList();
    return Check.info(
        "tools",
        "modtrace runs none; of those that it may propose are here: "
            + String.join(" ", found)
            + (missing.isEmpty() ? "" : "; not here: " + String.join(" ", missing)));
  }

  /** None where it cannot be read. */
  private Stream<String> lines(String file) {
    try {
      return Files.readAllLines(invocation.root().resolve(file)).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
