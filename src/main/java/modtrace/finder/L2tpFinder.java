package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * L2TP: a session holds the module of what it carries once, a tunnel over bare IP that of its own
 * socket twice.
 */
final class L2tpFinder implements Finder {
  private static final String CORE = "l2tp_netlink";

  /** L2TP_CMD_*, L2TP_ATTR_* (include/uapi/linux/l2tp.h). */
  private static final int GET_TUNNELS = 4;

  private static final int GET_SESSIONS = 8;
  private static final int CARRIED = 1;
  private static final int ENCAPSULATION = 2;
  private static final int TUNNEL = 9;
  private static final int SESSION = 11;
  private static final int IPV4_SOURCE = 24;
  private static final int OVER_IP = 1;

  @Override
  public String kind() {
    return "L2TP tunnels";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (module.startsWith("l2tp_") && system.isLoaded(CORE)) {
      system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
    }
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.GENERIC)) {
      int family = GenericFamily.id(netlink, "l2tp");
      if (family == 0) {
        return;
      }
      for (Netlink.Message message : netlink.dump(family, GenericFamily.command(GET_TUNNELS))) {
        tunnel(module, Attributes.of(message.body(), GenericFamily.HEADER), place, findings);
      }
      for (Netlink.Message message : netlink.dump(family, GenericFamily.command(GET_SESSIONS))) {
        session(
            module, system, Attributes.of(message.body(), GenericFamily.HEADER), place, findings);
      }
    }
  }

  private static void tunnel(String module, Attributes tunnel, NetPlace place, Findings findings) {
    String socket = tunnel.has(IPV4_SOURCE) ? "l2tp_ip" : "l2tp_ip6";
    if (tunnel.number(ENCAPSULATION) == OVER_IP && module.equals(socket)) {
      long id = tunnel.number(TUNNEL);
      findings.add(
          place.claim(
              Claim.of(
                  Kind.NET, "L2TP tunnel " + id, 2, "ip l2tp show tunnel has it, with encap IP"),
              "ip l2tp del tunnel tunnel_id " + id));
    }
  }

  private static void session(
      String module, Snapshot system, Attributes session, NetPlace place, Findings findings)
      throws IOException {
    if (system.answers(module, "net-l2tp-type-" + session.number(CARRIED))) {
      long tunnel = session.number(TUNNEL);
      long id = session.number(SESSION);
      findings.add(
          place.claim(
              Claim.of(
                  Kind.NET,
                  "L2TP session " + id + " of tunnel " + tunnel,
                  1,
                  "ip l2tp show session has it"),
              "ip l2tp del session tunnel_id " + tunnel + " session_id " + id));
    }
  }
}
