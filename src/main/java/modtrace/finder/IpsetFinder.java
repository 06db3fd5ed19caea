package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * Sets of ipset(8): one reference on the module of its type each, whether a rule uses it or not.
 */
final class IpsetFinder implements Finder {
  private static final String CORE = "ip_set";
  private static final int LIST_SETS = (6 << 8) | 7;

  /** struct nfgenmsg. */
  private static final int HEADER = 4;

  /** IPSET_ATTR_* (include/uapi/linux/netfilter/ipset/ip_set.h). */
  private static final int PROTOCOL = 1;

  private static final int NAME = 2;
  private static final int TYPE = 3;
  private static final int FLAGS = 6;
  private static final int DATA = 7;
  private static final int REFERENCES = 25;

  private static final byte VERSION = 6;
  private static final byte[] HEADERS_ONLY = {0, 0, 0, 4};
  private static final int NETWORK_ORDER = 0x4000;

  @Override
  public String kind() {
    return "IP sets";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    boolean type = !system.aliases().namesOf(module, "ip_set_").isEmpty();
    if (type && !module.equals(CORE) && system.isLoaded(CORE)) {
      system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
    }
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    byte[] request =
        new NetlinkRequest()
            .family(0)
            .attribute(PROTOCOL, new byte[] {VERSION})
            .attribute(FLAGS | NETWORK_ORDER, HEADERS_ONLY)
            .bytes();
    try (Netlink netlink = system.probe().netlink(Netlink.NETFILTER)) {
      for (Netlink.Message message : netlink.dump(LIST_SETS, request)) {
        Attributes set = Attributes.of(message.body(), HEADER);
        if (system.answers(module, "ip_set_" + set.text(TYPE))) {
          findings.add(claim(set, place));
        }
      }
    }
  }

  private static Claim claim(Attributes set, NetPlace place) {
    long users = set.nest(DATA).networkNumber(REFERENCES);
    String used = users == 0 ? "" : "; rules or sets that use it, to be removed before: " + users;
    String name = ShellWord.of(set.text(NAME));
    return place.claim(
        Claim.of(
            Kind.NETFILTER,
            "IP set " + set.text(NAME) + " (" + set.text(TYPE) + ")",
            1,
            "ipset list has it" + used),
        name == null ? null : "ipset destroy " + name);
  }
}
