package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.finder.Finders;
import modtrace.finder.Findings;
import modtrace.finder.LikelyHolders;
import modtrace.finder.Snapshot;
import modtrace.holder.Answer;
import modtrace.holder.ProcessDetails;
import modtrace.holder.Reconciliation;
import modtrace.holder.Seen;
import modtrace.holder.UnloadPlanner;
import modtrace.proc.InstalledModules;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysModule;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import org.jspecify.annotations.Nullable;

/** What this machine tells of modules and their holders, at one moment. */
final class RunningSystem implements UnloadPlanner.Answers {
  private final Path root;
  private final Snapshot snapshot;
  private final ProcessDetails details;

  RunningSystem(Path root) {
    LinuxKernel.loadAhead();
    this.root = root;
    this.snapshot = new Snapshot(root, new LinuxProbe(new LinuxKernel()));
    this.details = new ProcessDetails(root);
  }

  ProcessDetails details() {
    return details;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  SysModule facts(String module) throws IOException {
    return SysModule.read(root.resolve("sys"), module);
  }

  @Override
  public @Nullable Answer of(String module) throws IOException {
    SysModule facts = facts(module);
    return facts.useCount().isEmpty() ? null : answer(module, facts);
  }

  /**
   * Who holds a module now.
   *
   * @param facts read before: what looking itself may hold for a moment is not in its count
   */
  Answer answer(String module, SysModule facts) throws IOException {
    Findings findings = Finders.find(module, snapshot);
    List<String> unseen = new ArrayList<>(findings.unseen());
    SysModule after = facts(module);
    if (!after.useCount().equals(facts.useCount())) {
      unseen.add("who changed the use count" + change(facts, after) + " meanwhile (ask again)");
    }
    var seen = new Seen(findings.claims(), unseen, isPermanent(module));
    Answer answer = new Reconciliation(details, host()).answer(module, facts, seen);
    if (answer.unexplained() == 0) {
      return answer;
    }
    List<String> likely =
        new ArrayList<>(unseen.isEmpty() ? List.of() : List.of("what was not seen"));
    likely.addAll(likely(module));
    return answer.withLikely(likely);
  }

  /** None where the system does not tell what the module is like: its finders have said so. */
  private List<String> likely(String module) {
    try {
      return LikelyHolders.of(module, snapshot);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String change(SysModule before, SysModule after) {
    return after.useCount().isEmpty()
        ? ""
        : " from " + before.useCount().orElseThrow() + " to " + after.useCount().getAsInt();
  }

  private boolean isPermanent(String module) throws IOException {
    LoadedModules.Row row = LoadedModules.read(root.resolve("proc")).row(module);
    return row != null && row.permanent();
  }

  @Override
  public @Nullable String obstacle(String module) throws IOException {
    SysModule facts = facts(module);
    String problem = problem(module, facts);
    if (problem != null) {
      return problem;
    }
    if (facts.state() == SysModule.State.COMING) {
      return module + " is still being loaded: its init function has not ended";
    }
    return isPermanent(module)
        ? module + " is permanent: it has no exit function, nothing can unload it"
        : null;
  }

  /** Why the system does not count a module's references; null when it does. */
  @Nullable String problem(String module, SysModule facts) throws IOException {
    return switch (facts.state()) {
      case ABSENT -> absent(module);
      case BUILT_IN ->
          module + " is built into the kernel: it cannot be unloaded, and nobody counts";
      case GOING ->
          module
              + " is going away: it is being unloaded, or its exit function hangs (ask again; dmesg tells of a hang)";
      case COMING, LIVE ->
          facts.useCount().isPresent()
              ? null
              : "the kernel does not count references to "
                  + module
                  + ": it was built without CONFIG_MODULE_UNLOAD";
    };
  }

  private String absent(String module) throws IOException {
    if (LoadedModules.read(root.resolve("proc")).row(module) != null) {
      return module
          + " is loaded, as /proc/modules tells, but it is not in /sys/module: is sysfs mounted?";
    }
    InstalledModules installed = InstalledModules.read(root, host().kernel());
    if (installed.builtIn().contains(module)) {
      return module + " is built into the kernel: it cannot be unloaded, and nobody counts";
    }
    if (installed.loadable().isEmpty() || installed.loadable().contains(module)) {
      return module + " is not loaded: nobody can hold it (modtrace list modules shows what is)";
    }
    return "there is no module "
        + module
        + ": it is not loaded, and not installed for kernel "
        + host().kernel()
        + " (is it named right?)";
  }

  /** This machine. */
  Answer.Host host() throws IOException {
    Path names = root.resolve("proc/sys/kernel");
    return new Answer.Host(line(names.resolve("hostname")), line(names.resolve("osrelease")));
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file, UTF_8).strip();
  }
}
