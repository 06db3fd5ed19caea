package modtrace.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.proc.TypeData;
import modtrace.sys.Bpf;
import modtrace.sys.Errno;
import modtrace.sys.SilentProbe;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BPF links that no process has open, on a system whose symbols are those of a real one. */
final class TracerFinderTest {
  private static final String SYMBOLS =
      """
      ffffffff82a1b2c0 d __tracepoint_sched_switch
      ffffffffc05aa200 d __tracepoint_xfs_iget_hit	[xfs]
      ffffffffc05aa1c0 d event_xfs_iget_hit	[xfs]
      """;

  @TempDir Path root;

  private static SilentProbe with(@Nullable Errno refusal, Bpf.Link... links) {
    return new SilentProbe() {
      @Override
      public Bpf bpf() {
        return new Bpf() {
          @Override
          public List<Link> links() throws SyscallException {
            if (refusal != null) {
              throw new SyscallException("bpf", "BPF objects", refusal);
            }
            return List.of(links);
          }

          @Override
          public @Nullable Probed probed(int process, int fd) {
            throw new AssertionError("no perf event is open");
          }
        };
      }
    };
  }

  private FakeSystem system(@Nullable Errno refusal, Bpf.Link... links) throws IOException {
    return new FakeSystem(root, with(refusal, links))
        .file("proc/kallsyms", SYMBOLS)
        .folder("sys/module/xfs/sections/_ftrace_events")
        .folder("sys/module/xfs/sections/__tracepoints_ptrs")
        .folder("sys/module/loop/sections")
        .file("sys/kernel/btf/xfs", "");
  }

  private static Bpf.Link onPoint(int id, String tracepoint) {
    return new Bpf.Link(id, 10 + id, tracepoint, null, 0);
  }

  private static Bpf.Link onFunction(int id, String types, int function) {
    return new Bpf.Link(id, 10 + id, null, types, function);
  }

  @Test
  void eachLinkHoldsTheModuleOfItsTracepoint() throws IOException {
    FakeSystem system =
        system(
            null,
            onPoint(4, "xfs_iget_hit"),
            onPoint(5, "sched_switch"),
            onPoint(6, "xfs_iget_hit"));
    assertEquals(
        List.of("kernel 1 BPF link 4", "kernel 1 BPF link 6"),
        system.claims(new TracerFinder(), "xfs"));
  }

  private FakeSystem onFunctions(byte[] types) throws IOException {
    FakeSystem system =
        system(
            null,
            onFunction(4, "xfs", 77),
            onFunction(5, "xfs", 77),
            onFunction(6, "xfs", 78),
            onFunction(7, "vmlinux", 77));
    Files.write(root.resolve("sys/kernel/btf/vmlinux"), types);
    return system;
  }

  /** As on 6.1. */
  @Test
  void theProgramsOfOneFunctionHoldItsModuleOnceTogether() throws IOException {
    FakeSystem system = onFunctions(TypeData.of("bpf_prog_aux", "used_maps"));
    assertEquals(
        List.of("kernel 1 BPF link 4", "kernel 1 BPF link 6"),
        system.claims(new TracerFinder(), "xfs"));
  }

  /** As on 6.12. */
  @Test
  void eachProgramHoldsTheModuleWhereItHasAPlaceForThat() throws IOException {
    FakeSystem system = onFunctions(TypeData.of("bpf_prog_aux", "used_maps", "mod"));
    assertEquals(
        List.of("kernel 1 BPF link 4", "kernel 1 BPF link 5", "kernel 1 BPF link 6"),
        system.claims(new TracerFinder(), "xfs"));
  }

  @Test
  void whoMayNotAskIsToldSo() throws IOException {
    Findings findings = system(Errno.EPERM).found(new TracerFinder(), "xfs");
    assertEquals(List.of("BPF programs (run as root)"), findings.unseen());
  }

  @Test
  void aKernelWithoutLinksHasNone() throws IOException {
    Findings findings = system(Errno.EINVAL).found(new TracerFinder(), "xfs");
    assertEquals(List.of(), findings.unseen());
    assertEquals(List.of(), findings.claims());
  }

  @Test
  void aModuleWithoutAnythingToTraceIsNotAskedAbout() throws IOException {
    assertEquals(List.of(), system(Errno.EIO).claims(new TracerFinder(), "loop"));
  }
}
