package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.NetProtocols;

/**
 * Sockets that a protocol keeps for itself in each network namespace (sctp_ctl_sock_init in
 * net/sctp/protocol.c): two references each, as any socket of these.
 */
final class ControlSocketFinder implements Finder {
  private static final Set<String> MODULES = Set.of("sctp", "dccp_ipv4", "dccp_ipv6");

  @Override
  public String kind() {
    return "control sockets";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    Path protocols = system.proc().resolve("self");
    if (!MODULES.contains(module) || NetProtocols.read(protocols).of(module).isEmpty()) {
      return;
    }
    String evidence = "/proc/net/protocols lists protocols of " + module;
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place ->
                findings.add(
                    place.claim(
                        Claim.of(
                            Kind.KERNEL, "control socket of the network namespace", 2, evidence),
                        null)));
  }
}
