package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.proc.Attribute;

/**
 * Virtual machines of KVM: one reference each on the module of the processor (kvm_create_vm in
 * virt/kvm/kvm_main.c), none on kvm itself. Since Linux 6.8 their files hold it (087e15206d6a "KVM:
 * Set file_operations.owner appropriately for all such structures"): each virtual processor's too.
 */
final class VirtualMachineFinder implements Finder {
  @Override
  public String kind() {
    return "virtual machines";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!isVendor(module, system)) {
      return;
    }
    List<OpenFile> machines = system.openFiles(file -> file.link().equals("anon_inode:kvm-vm"));
    for (OpenFile machine : machines) {
      findings.add(machine.claim(1, "a virtual machine runs on " + module));
    }
    List<OpenFile> processors =
        system.openFiles(file -> file.link().startsWith("anon_inode:kvm-vcpu:"));
    boolean doesEach = system.release().isAtLeast(6, 8);
    for (OpenFile processor : processors) {
      boolean isAlone =
          machines.stream()
              .noneMatch(
                  machine -> machine.first().process().pid() == processor.first().process().pid());
      if (doesEach || isAlone) {
        Claim claim = processor.claim(1, "a virtual processor runs on " + module);
        findings.add(doesEach ? claim : claim.perhaps());
      }
    }
  }

  /** kvm_intel, kvm_amd, kvm_hv, … depend on kvm. */
  private static boolean isVendor(String module, Snapshot system) throws IOException {
    for (Path holder : Attribute.list(system.sys().resolve("module/kvm/holders"))) {
      if (module.startsWith("kvm_") && holder.getFileName().toString().equals(module)) {
        return true;
      }
    }
    return false;
  }
}
