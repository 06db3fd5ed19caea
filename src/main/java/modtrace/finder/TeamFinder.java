package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * Team devices: each holds the module of its mode, with ports or without (team_mode_get,
 * drivers/net/team/team.c).
 */
final class TeamFinder implements Finder {
  private static final String CORE = "team";
  private static final String MODE = "team-mode-";

  /** TEAM_CMD_*, TEAM_ATTR_* (include/uapi/linux/if_team.h). */
  private static final int GET_OPTIONS = 2;

  private static final int INTERFACE = 1;
  private static final int OPTIONS = 2;
  private static final int OPTION_NAME = 1;
  private static final int OPTION_VALUE = 4;

  @Override
  public String kind() {
    return "team devices";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (system.isLoaded(CORE) && !system.aliases().namesOf(module, MODE).isEmpty()) {
      system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
    }
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink route = system.probe().netlink(Netlink.ROUTE);
        Netlink generic = system.probe().netlink(Netlink.GENERIC)) {
      for (NetLink link : NetLink.read(route)) {
        if (link.kind().equals(CORE)) {
          String mode = mode(generic, GenericFamily.id(generic, CORE), link.index());
          if (system.answers(module, MODE + mode)) {
            findings.add(claim(link, mode, place));
          }
        }
      }
    }
  }

  /** {@code roundrobin}; {@code *NOMODE*} where none is set. */
  static String mode(Netlink netlink, int family, int link) throws IOException {
    byte[] request =
        new NetlinkRequest()
            .raw(GenericFamily.command(GET_OPTIONS))
            .number(INTERFACE, link)
            .bytes();
    for (Netlink.Message message : netlink.request(family, request)) {
      for (Attributes option : Attributes.of(message.body(), GenericFamily.HEADER).nests(OPTIONS)) {
        if (option.text(OPTION_NAME).equals("mode")) {
          return option.text(OPTION_VALUE);
        }
      }
    }
    return "";
  }

  private static Claim claim(NetLink link, String mode, NetPlace place) {
    String name = ShellWord.of(link.name());
    return place.claim(
        Claim.of(Kind.NET, "team device " + link.name(), 1, "its mode is " + mode),
        name == null ? null : "ip link del " + name);
  }
}
