package modtrace.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import modtrace.finder.Finders;
import modtrace.finder.Findings;
import modtrace.finder.Snapshot;
import modtrace.holder.Answer;
import modtrace.holder.ProcessDetails;
import modtrace.holder.Reconciliation;
import modtrace.proc.InstalledModules;
import modtrace.proc.SysModule;
import modtrace.sys.LinuxKernel;
import modtrace.sys.LinuxProbe;
import org.jspecify.annotations.Nullable;

/** Who holds, as the running system tells without a trace. */
final class SystemAnswers {
  private final Path root;
  private final Talk talk;
  private @Nullable Snapshot snapshot;

  SystemAnswers(Path root, Talk talk) {
    this.root = root;
    this.talk = talk;
  }

  /** One look at the system, for all modules. */
  private Snapshot snapshot() {
    if (snapshot == null) {
      snapshot = new Snapshot(root, new LinuxProbe(new LinuxKernel()));
    }
    return snapshot;
  }

  void answer(AnswerPrinter printer) {
    for (String module : printer.modules()) {
      try {
        answer(module, printer);
      } catch (IOException e) {
        printer.cannotTell("cannot read /sys/module/" + module + ": " + e.getMessage());
      }
    }
  }

  private void answer(String module, AnswerPrinter printer) throws IOException {
    SysModule facts = SysModule.read(root.resolve("sys"), module);
    String problem = problem(module, facts);
    if (problem != null) {
      printer.cannotTell(problem);
      return;
    }
    Findings findings = Finders.find(module, snapshot());
    Answer answer =
        new Reconciliation(new ProcessDetails(root), host())
            .answer(module, facts, findings.claims(), findings.unseen());
    printer.print(answer);
    if (answer.unexplained() > 0) {
      talk.warn(
          module
              + ": to see who takes and gives back references, trace it: modtrace who-holds -f "
              + module
              + " (best from before it is loaded)");
    }
  }

  /** Why the system does not count a module's references; null when it does. */
  @Nullable String problem(String module, SysModule facts) throws IOException {
    return switch (facts.state()) {
      case ABSENT -> absent(module);
      case BUILT_IN ->
          module + " is built into the kernel: it cannot be unloaded, and nobody counts";
      case GOING -> module + " is going away: it is being unloaded, or its exit function hangs";
      case COMING, LIVE ->
          facts.useCount().isPresent()
              ? null
              : "the kernel does not count references to "
                  + module
                  + ": it was built without CONFIG_MODULE_UNLOAD";
    };
  }

  private String absent(String module) throws IOException {
    InstalledModules installed = InstalledModules.read(root, host().kernel());
    if (installed.builtIn().contains(module)) {
      return module + " is built into the kernel: it cannot be unloaded, and nobody counts";
    }
    if (installed.loadable().isEmpty() || installed.loadable().contains(module)) {
      return module + " is not loaded";
    }
    return "there is no module "
        + module
        + ": it is not loaded, and not installed for kernel "
        + host().kernel();
  }

  /** This machine. */
  Answer.Host host() throws IOException {
    Path names = root.resolve("proc/sys/kernel");
    return new Answer.Host(line(names.resolve("hostname")), line(names.resolve("osrelease")));
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
