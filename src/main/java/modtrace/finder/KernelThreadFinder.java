package modtrace.finder;

import java.io.IOException;
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
    int refused = 0;
    for (ProcTask thread : system.processes()) {
      if (thread.kernelThread()) {
        KernelStack stack = KernelStack.read(system.proc(), thread.pid());
        refused += stack.isRefused() ? 1 : 0;
        if (stack.runs(module)) {
          findings.add(claim(module, thread));
        }
      }
    }
    if (refused > 0) {
      findings.unseen(system.refused("what # run", refused, "kernel thread"));
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
