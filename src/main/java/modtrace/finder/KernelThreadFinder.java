package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    for (Running thread : stacks.all) {
      if (thread.stack.runs(module)) {
        findings.add(claim(module, thread.thread));
      }
    }
    if (stacks.refused > 0) {
      findings.unseen(system.refused("what # run", stacks.refused, "kernel thread"));
    }
  }

  /** A kernel thread, and what it does. */
  private record Running(ProcTask thread, KernelStack stack) {}

  /**
   * What all kernel threads do.
   *
   * @param refused how many of them may not be seen
   */
  private record Stacks(List<Running> all, int refused) {
    static Stacks read(Snapshot system) throws IOException {
      List<Running> all = new ArrayList<>();
      int refused = 0;
      for (ProcTask thread : system.processes()) {
        if (thread.kernelThread()) {
          KernelStack stack = KernelStack.read(system.proc(), thread.pid());
          refused += stack.isRefused() ? 1 : 0;
          all.add(new Running(thread, stack));
        }
      }
      return new Stacks(all, refused);
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
