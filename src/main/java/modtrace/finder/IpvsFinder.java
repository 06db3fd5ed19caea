package modtrace.finder;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.IpvsServices;
import modtrace.proc.LoadedModules;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/**
 * Virtual services of IPVS: one reference on ip_vs each, and one on its scheduler; a daemon that
 * synchronises connections holds ip_vs once more.
 */
final class IpvsFinder implements Finder {
  private static final String CORE = "ip_vs";

  @Override
  public String kind() {
    return "IPVS services";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!module.startsWith(CORE)) {
      return;
    }
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place -> {
              for (IpvsServices.Service service :
                  IpvsServices.read(system.proc().resolve("thread-self/net/ip_vs"))) {
                if (module.equals(CORE) || system.answers(module, "ip_vs_" + service.scheduler())) {
                  findings.add(claim(service, place));
                }
              }
            });
    if (module.equals(CORE)) {
      schedulers(system, findings);
      daemons(system.processes(), findings);
    }
  }

  private static Claim claim(IpvsServices.Service service, NetPlace place) {
    return place.claim(
        Claim.of(
            Kind.NET,
            "IPVS service " + service.option() + " " + service.scheduler(),
            1,
            "/proc/net/ip_vs has it"),
        command(service));
  }

  private static @Nullable String command(IpvsServices.Service service) {
    int space = service.option().indexOf(' ');
    String place = ShellWord.of(service.option().substring(space + 1));
    return place == null ? null : "ipvsadm -D " + service.option().substring(0, space + 1) + place;
  }

  /**
   * A scheduler that registers holds the core once more than its symbols do
   * (register_ip_vs_scheduler in net/netfilter/ipvs/ip_vs_sched.c), and so does a persistence
   * engine; ip_vs_ftp is neither.
   */
  private static void schedulers(Snapshot system, Findings findings) throws IOException {
    LoadedModules.Row core = system.loadedModules().row(CORE);
    for (String dependant : core == null ? List.<String>of() : core.dependants()) {
      if (dependant.startsWith(CORE + "_") && !dependant.equals("ip_vs_ftp")) {
        findings.add(
            Claim.of(Kind.MODULE, dependant, 1, "registered with " + CORE)
                .releasedBy("modprobe -r " + dependant));
      }
    }
  }

  /** Their threads are named {@code ipvs-m:0:0}: master or backup, its id, and a port's number. */
  private static void daemons(List<ProcTask> processes, Findings findings) {
    var daemons = new TreeSet<String>();
    for (ProcTask process : processes) {
      if (process.kernelThread() && process.comm().matches("ipvs-[mb]:\\d+:\\d+")) {
        daemons.add(process.comm().substring(0, process.comm().lastIndexOf(':')));
      }
    }
    for (String daemon : daemons) {
      String state = daemon.startsWith("ipvs-m") ? "master" : "backup";
      findings.add(
          Claim.of(
                  Kind.NET,
                  "IPVS " + state + " daemon " + daemon,
                  1,
                  "its kernel thread " + daemon + " runs")
              .releasedBy("ipvsadm --stop-daemon " + state));
    }
  }
}
