package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.KernelStack;
import modtrace.proc.ProcTask;
import modtrace.proc.SysModule;

/** The loader of a module whose init function still runs: one reference until it ends. */
final class LoadFinder implements Finder {
  @Override
  public String kind() {
    return "the loader";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (SysModule.read(system.sys(), module).state() != SysModule.State.COMING) {
      return;
    }
    String loader = "";
    for (ProcTask process : system.processes()) {
      KernelStack stack = KernelStack.read(system.proc(), process.pid());
      if (stack.runs(module) && stack.has("do_init_module")) {
        loader = ", run by " + process.comm() + " (pid " + process.pid() + ")";
      }
    }
    findings.add(
        Claim.of(
            Kind.LOAD,
            "its init function" + loader,
            1,
            "/sys/module/" + module + "/initstate: coming"));
  }
}
