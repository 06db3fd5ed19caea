package modtrace.finder;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.DescriptorInfo;
import modtrace.proc.KernelSymbols;
import modtrace.proc.KernelTypes;
import modtrace.proc.ProcTask;
import modtrace.sys.Bpf;
import modtrace.sys.Errno;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * Perf events and BPF programs on a module's events, tracepoints and functions.
 *
 * <p>A perf event holds the module of its trace event (perf_trace_event_init), a raw tracepoint's
 * link that of its tracepoint (bpf_get_raw_tracepoint), and each tracing program that of its
 * function ({@code bpf_prog_aux.mod}); in kernels whose programs have no such member all programs
 * of a function hold it once together (bpf_trampoline_module_get). Probes of functions by kprobe
 * hold nothing.
 */
final class TracerFinder implements Finder {
  @Override
  public String kind() {
    return "tracers";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Path sections = system.sys().resolve("module").resolve(module).resolve("sections");
    if (SmallFile.exists(sections.resolve("_ftrace_events"))) {
      perfEvents(module, system, findings);
    }
    boolean points = SmallFile.exists(sections.resolve("__tracepoints_ptrs"));
    boolean typed = SmallFile.exists(system.sys().resolve("kernel/btf").resolve(module));
    if (points || typed) {
      links(module, system, findings);
    }
  }

  private static void perfEvents(String module, Snapshot system, Findings findings)
      throws IOException {
    for (OpenFile event : system.openFiles(d -> d.link().equals("anon_inode:[perf_event]"))) {
      Bpf.Probed on =
          system.probe().isRoot()
              ? system.probe().bpf().probed(event.first().process().pid(), event.first().fd())
              : null;
      if (on == null) {
        findings.add(event.claim(1, "a perf event does not tell what it counts").perhaps());
      } else if (on.tracepoint() && isOf(module, "event_" + on.name(), system)) {
        findings.add(event.claim(1, "counts the event " + on.name() + " for a BPF program"));
      }
    }
  }

  /** Whether the symbol is the module's alone. */
  private static boolean isOf(String module, String symbol, Snapshot system) throws IOException {
    return KernelSymbols.owners(system.proc(), symbol::equals)
        .getOrDefault(symbol, Set.of())
        .equals(Set.of(module));
  }

  private static void links(String module, Snapshot system, Findings findings) throws IOException {
    List<Bpf.Link> all = all(system, findings);
    if (all.isEmpty()) {
      return;
    }
    List<Bpf.Link> onFunctions = new ArrayList<>();
    for (Bpf.Link link : all) {
      if (link.tracepoint() != null && isOf(module, "__tracepoint_" + link.tracepoint(), system)) {
        findings.add(claim(List.of(link), "on the tracepoint " + link.tracepoint(), system));
      } else if (module.equals(link.types())) {
        onFunctions.add(link);
      }
    }
    for (List<Bpf.Link> links : together(onFunctions, system)) {
      findings.add(claim(links, "on a function of " + module, system));
    }
  }

  /** Those on functions, by what holds one reference. */
  private static Collection<List<Bpf.Link>> together(List<Bpf.Link> links, Snapshot system)
      throws IOException {
    if (links.isEmpty()) {
      return List.of();
    }
    boolean each = KernelTypes.read(system.sys()).hasMember("bpf_prog_aux", "mod");
    return links.stream()
        .collect(
            groupingBy(
                link -> each ? link.program() : link.function(), LinkedHashMap::new, toList()))
        .values();
  }

  private static List<Bpf.Link> all(Snapshot system, Findings findings) throws IOException {
    try {
      return system.probe().bpf().links();
    } catch (SyscallException e) {
      if (e.is(Errno.EPERM) || e.is(Errno.EACCES)) {
        findings.unseen("BPF programs (run as root)");
      } else if (!e.is(Errno.ENOSYS) && !e.is(Errno.EINVAL)) {
        throw e;
      }
      return List.of();
    }
  }

  /** What these links hold together: one reference. */
  private static Claim claim(List<Bpf.Link> links, String where, Snapshot system)
      throws IOException {
    List<OpenFile> open = new ArrayList<>();
    boolean pinned = false;
    for (Bpf.Link link : links) {
      OpenFile file = open(link, system);
      pinned |= file == null;
      if (file != null) {
        open.add(file);
      }
    }
    if (pinned || open.isEmpty()) {
      return Claim.of(
          Kind.KERNEL,
          "BPF link " + links.get(0).id(),
          1,
          where,
          "no process in sight has it open: a file of bpffs keeps it");
    }
    Map<Integer, ProcTask> processes = new LinkedHashMap<>();
    open.forEach(file -> file.processes().forEach(p -> processes.put(p.pid(), p)));
    List<ProcTask> all = List.copyOf(processes.values());
    return Claim.by(all.get(0), open.get(0).words(), 1, where)
        .sharedWith(all.subList(1, all.size()));
  }

  private static @Nullable OpenFile open(Bpf.Link link, Snapshot system) throws IOException {
    String id = Integer.toString(link.id());
    List<OpenFile> files =
        system.openFiles(
            d ->
                d.link().equals("anon_inode:bpf_link")
                    && DescriptorInfo.read(system.proc(), d).value("link_id").equals(id));
    return files.isEmpty() ? null : files.get(0);
  }
}
