package modtrace.sys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What BPF programs are attached to: bpf(2), for looking only, and only for root. */
public interface Bpf {
  /**
   * A link, which keeps a program attached for as long as a descriptor or a file of bpffs keeps it.
   *
   * @param program its program's number
   * @param tracepoint what a raw tracepoint's program is attached to; null for other links
   * @param types the module, or {@code vmlinux}, whose type data (BTF) describes the function that
   *     a tracing program is attached to; null for other links
   * @param function the number of that function in the type data; 0 for other links
   */
  record Link(
      int id, int program, @Nullable String tracepoint, @Nullable String types, int function) {}

  /**
   * All links of the system.
   *
   * @throws SyscallException EPERM where we may not ask, ENOSYS or EINVAL where the kernel has none
   */
  List<Link> links() throws SyscallException;

  /**
   * What a perf event with a program is opened on; null for another, and for one that nobody can
   * tell.
   */
  @Nullable Probed probed(int process, int fd) throws SyscallException;

  /**
   * The place of a probe.
   *
   * @param name of the tracepoint or function; empty for an address
   * @param tracepoint whether it is an event of a trace's, not a function's probe
   */
  record Probed(String name, boolean tracepoint) {}
}
