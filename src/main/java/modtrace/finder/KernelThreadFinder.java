package modtrace.finder;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.KernelStack;
import modtrace.proc.ProcTask;

/**
 * Kernel threads that run the module's code. Some hold a reference, most need none because the
 * module stops them when it goes: they only may.
 */
final class KernelThreadFinder implements Finder {
  @Override
  public String kind() {
    return "kernel threads";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Stacks stacks = system.once(Stacks.class, () -> Stacks.read(system));
    stacks.all.forEach(
        (thread, stack) -> {
          if (stack.runs(module)) {
            findings.add(claim(module, thread));
          }
        });
    if (stacks.refused > 0) {
      findings.unseen(system.refused("what # run", stacks.refused, "kernel thread"));
    }
  }

  /**
   * What all kernel threads do.
   *
   * @param refused how many of them may not be seen
   */
  private record Stacks(Map<ProcTask, KernelStack> all, int refused) {
    static Stacks read(Snapshot system) throws IOException {
      Map<ProcTask, KernelStack> all = new LinkedHashMap<>();
      for (ProcTask thread : system.processes()) {
        if (thread.kernelThread()) {
          all.put(thread, KernelStack.read(system.proc(), thread.pid()));
        }
      }
      return new Stacks(all, (int) all.values().stream().filter(KernelStack::isRefused).count());
    }
  }

  private static Claim claim(String module, ProcTask thread) {
    String evidence = "/proc/" + thread.pid() + "/stack is in " + module;
    return Claim.of(
            Kind.KERNEL,
            "kernel thread " + thread.comm() + " (pid " + thread.pid() + ")",
            1,
            evidence)
        .perhaps();
  }
}
