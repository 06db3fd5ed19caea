package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.render.Check;
import modtrace.sys.Fd;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import modtrace.sys.Netlink;
import modtrace.sys.Probe;
import modtrace.sys.Probe.Namespace;

/** What the running system can be asked for, each tried on ourselves. */
final class EvidenceChecks {
  /** Of the first pid namespace (PROC_PID_INIT_INO, include/linux/proc_ns.h). */
  private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

  private final Path proc;
  private final Probe probe = new LinuxProbe(new LinuxKernel());
  private final List<Check> checks = new ArrayList<>();
  private final int self = (int) ProcessHandle.current().pid();

  EvidenceChecks(Invocation invocation) {
    proc = invocation.proc();
  }

  /** Something that the system lets us do, or not. */
  private interface Trial {
    void run() throws IOException;
  }

  List<Check> all() {
    processes();
    attempt(
        "shared files",
        "kcmp(2) tells copies of an open file from other opens",
        "kcmp(2) is refused, so copies of an open file look like opens",
        () -> probe.isSameFile(self, 0, self, 0));
    attempt(
        "open files",
        "pidfd_getfd(2) lets an open device be asked",
        "pidfd_getfd(2) is refused (Linux 5.6), so open devices are known by their numbers only",
        () -> copy().close());
    attempt(
        "maps",
        "/proc/PID/map_files can be read",
        "/proc/PID/map_files cannot be read: mapped devices whose file is closed stay hidden",
        this::readMaps);
    attempt(
        "namespaces",
        "others' network namespaces can be entered",
        "setns(2) is refused: only this network namespace is looked at",
        () -> probe.within("/proc/self/ns/net", Namespace.NET, () -> ""));
    attempt(
        "netlink",
        "network configuration can be asked for",
        "netlink is refused: network configuration stays hidden",
        () -> probe.netlink(Netlink.ROUTE).close());
    symbols();
    return checks;
  }

  private void readMaps() throws IOException {
    try (var maps = Files.list(proc.resolve("self/map_files"))) {
      for (Path map : maps.limit(1).toList()) {
        Files.readSymbolicLink(map);
      }
    }
  }

  private Fd copy() throws IOException {
    return probe.copyOf(self, 2);
  }

  private void attempt(String subject, String can, String cannot, Trial trial) {
    try {
      trial.run();
      checks.add(Check.ok(subject, can));
    } catch (IOException e) {
      checks.add(Check.limited(subject, cannot + " (" + e.getMessage() + ")"));
    }
  }

  private void processes() {
    boolean first;
    try {
      Path namespace = Files.readSymbolicLink(proc.resolve("self/ns/pid"));
      first = namespace.toString().equals(FIRST_PID_NAMESPACE);
    } catch (IOException e) {
      checks.add(Check.limited("processes", "/proc does not tell whose it is: " + e.getMessage()));
      return;
    }
    if (!first) {
      checks.add(
          Check.limited("processes", "in a container: those outside of it are not to be seen"));
    } else if (!Files.exists(proc.resolve("1"))) {
      checks.add(Check.limited("processes", "/proc hides those of others (hidepid)"));
    } else {
      checks.add(Check.ok("processes", "/proc shows those of the whole machine"));
    }
  }

  private void symbols() {
    try (var lines = Files.lines(proc.resolve("kallsyms"))) {
      boolean hidden = lines.limit(100).allMatch(line -> line.startsWith("0000000000000000 "));
      checks.add(
          hidden
              ? Check.limited("symbols", "addresses are hidden (kernel.kptr_restrict, or not root)")
              : Check.ok("symbols", "/proc/kallsyms has addresses"));
    } catch (IOException e) {
      checks.add(Check.limited("symbols", "there is no /proc/kallsyms: " + e.getMessage()));
    }
  }
}
