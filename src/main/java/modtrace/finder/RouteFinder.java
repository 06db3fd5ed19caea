package modtrace.finder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Errno;
import modtrace.sys.Netlink;
import modtrace.sys.SyscallException;

/**
 * Routes and nexthops that encapsulate: one reference on the module of the encapsulation for each
 * nexthop (lwtunnel_build_state).
 */
final class RouteFinder implements Finder {
  private static final int GET_ROUTES = 26;
  private static final int GET_NEXTHOPS = 106;

  /** struct rtmsg, struct nhmsg, struct rtnexthop. */
  private static final int ROUTE_HEADER = 12;

  private static final int NEXTHOP_HEADER = 8;
  private static final int MULTIPATH_HEADER = 8;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /** RTA_* (include/uapi/linux/rtnetlink.h). */
  private static final int DESTINATION = 1;

  private static final int PRIORITY = 6;
  private static final int MULTIPATH = 9;
  private static final int TABLE = 15;
  private static final int ENCAP_TYPE = 21;
  private static final int NEXTHOP_ID = 30;

  /** NHA_* (include/uapi/linux/nexthop.h). */
  private static final int NEXTHOP_ENCAP_TYPE = 7;

  /** By LWTUNNEL_ENCAP_*, the names that modules are asked for by (net/core/lwtunnel.c). */
  private static final List<String> NAMES =
      List.of("", "MPLS", "IP", "ILA", "IP6", "SEG6", "BPF", "SEG6LOCAL", "RPL", "IOAM6", "XFRM");

  @Override
  public String kind() {
    return "routes";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!system.aliases().namesOf(module, "rtnl-lwt-").isEmpty()
        || module.equals("xfrm_interface")) {
      system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
    }
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.ROUTE)) {
      for (int family : new int[] {AF_INET, AF_INET6}) {
        byte[] header = new byte[ROUTE_HEADER];
        header[0] = (byte) family;
        for (Netlink.Message message : dump(netlink, GET_ROUTES, header)) {
          route(module, system, message.body(), place, findings);
        }
      }
      for (Netlink.Message message : dump(netlink, GET_NEXTHOPS, new byte[NEXTHOP_HEADER])) {
        nexthop(module, system, message.body(), place, findings);
      }
    }
  }

  private static List<Netlink.Message> dump(Netlink netlink, int type, byte[] header)
      throws IOException {
    try {
      return netlink.dump(type, header);
    } catch (SyscallException e) {
      if (e.is(Errno.EOPNOTSUPP)) {
        return List.of(); // a kernel without IPv6, or older than nexthops
      }
      throw e;
    }
  }

  /** A route by a nexthop object shows that one's encapsulation, but has none itself. */
  private static void route(
      String module, Snapshot system, ByteBuffer body, NetPlace place, Findings findings)
      throws IOException {
    Attributes route = Attributes.of(body, ROUTE_HEADER);
    if (body.limit() < ROUTE_HEADER || route.has(NEXTHOP_ID)) {
      return;
    }
    int references = is(module, system, route.number(ENCAP_TYPE));
    ByteBuffer hops = ByteBuffer.wrap(route.bytes(MULTIPATH)).order(ByteOrder.nativeOrder());
    for (int at = 0; hops.limit() - at >= MULTIPATH_HEADER; ) {
      int length = hops.getShort(at) & 0xffff;
      if (length < MULTIPATH_HEADER || length > hops.limit() - at) {
        break;
      }
      Attributes hop = Attributes.of(hops.slice(at, length), MULTIPATH_HEADER);
      references += is(module, system, hop.number(ENCAP_TYPE));
      at += (length + 3) & ~3;
    }
    if (references > 0) {
      String words = words(body, route);
      findings.add(
          place.claim(
              Claim.of(
                  Kind.NET,
                  "route " + words,
                  references,
                  "ip route show table all has it, with an encapsulation at each of its "
                      + references
                      + " nexthops"),
              (body.get(0) == AF_INET6 ? "ip -6 route del " : "ip route del ") + words));
    }
  }

  private static String words(ByteBuffer body, Attributes route) {
    boolean ipv6 = body.get(0) == AF_INET6;
    int bits = body.get(1) & 0xff;
    String to =
        bits == 0
            ? "default"
            : NetBytes.address(NetBytes.filled(route.bytes(DESTINATION), ipv6)) + "/" + bits;
    long metric = route.number(PRIORITY);
    return to + " table " + route.number(TABLE) + (metric == 0 ? "" : " metric " + metric);
  }

  private static void nexthop(
      String module, Snapshot system, ByteBuffer body, NetPlace place, Findings findings)
      throws IOException {
    Attributes hop = Attributes.of(body, NEXTHOP_HEADER);
    if (is(module, system, hop.number(NEXTHOP_ENCAP_TYPE)) > 0) {
      String command = "ip nexthop del id " + hop.number(1);
      findings.add(
          place.claim(
              Claim.of(
                  Kind.NET, "nexthop " + hop.number(1), 1, "ip nexthop show has it, with an encap"),
              command));
    }
  }

  private static int is(String module, Snapshot system, long type) throws IOException {
    if (type <= 0 || type >= NAMES.size()) {
      return 0;
    }
    String name = NAMES.get((int) type);
    boolean ours =
        name.equals("XFRM")
            ? module.equals("xfrm_interface")
            : system.answers(module, "rtnl-lwt-" + name);
    return ours ? 1 : 0;
  }
}
