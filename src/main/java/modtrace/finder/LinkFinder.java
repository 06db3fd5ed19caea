package modtrace.finder;

import java.io.IOException;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Netlink;

/**
 * Network interfaces that hold their own module. An interface as such holds nothing, up or down:
 * only a persistent tap or tun device (tun_chr_ioctl), and a monitor that is up (netlink_add_tap,
 * vsock_add_tap).
 */
final class LinkFinder implements Finder {
  private static final Set<String> KINDS = Set.of("tun", "nlmon", "vsockmon");

  /** IFLA_TUN_* (include/uapi/linux/if_link.h). */
  private static final int TUN_TYPE = 3;

  private static final int TUN_PERSIST = 6;
  private static final int TUN_MULTI_QUEUE = 7;

  /** include/uapi/linux/if_tun.h. */
  private static final int IFF_TUN = 1;

  @Override
  public String kind() {
    return "network interfaces";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (!KINDS.contains(module)) {
      return;
    }
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place -> {
              try (Netlink netlink = system.probe().netlink(Netlink.ROUTE)) {
                for (NetLink link : NetLink.read(netlink)) {
                  if (link.kind().equals(module)) {
                    look(link, place, findings);
                  }
                }
              }
            });
  }

  private static void look(NetLink link, NetPlace place, Findings findings) {
    String name = ShellWord.of(link.name());
    if (link.kind().equals("tun") && link.data().number(TUN_PERSIST) != 0) {
      String mode = link.data().number(TUN_TYPE) == IFF_TUN ? "tun" : "tap";
      boolean queues = link.data().number(TUN_MULTI_QUEUE) != 0;
      String command =
          "ip tuntap del dev " + name + " mode " + mode + (queues ? " multi_queue" : "");
      findings.add(
          place.claim(
              Claim.of(
                  Kind.NET,
                  "persistent " + mode + " device " + link.name(),
                  1,
                  "it stays without a process that has it open (IFLA_TUN_PERSIST)"),
              name == null ? null : command));
    } else if (link.up() && !link.kind().equals("tun")) {
      findings.add(
          place.claim(
              Claim.of(Kind.NET, "monitor " + link.name(), 1, "it is up, and listens"),
              name == null ? null : "ip link set " + name + " down"));
    }
  }
}
