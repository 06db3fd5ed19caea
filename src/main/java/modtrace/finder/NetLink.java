package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * A network interface (RTM_GETLINK, include/uapi/linux/if_link.h).
 *
 * @param kind such as {@code tun}; empty for hardware
 * @param data what is particular to its kind
 */
record NetLink(int index, String name, String kind, boolean up, Attributes data) {
  private static final int GET_LINKS = 18;

  /** struct ifinfomsg. */
  private static final int HEADER = 16;

  private static final int NAME = 3;
  private static final int INFO = 18;
  private static final int IFF_UP = 1;

  /** All of a namespace. */
  static List<NetLink> read(Netlink netlink) throws IOException {
    List<NetLink> links = new ArrayList<>();
    for (Netlink.Message message : netlink.dump(GET_LINKS, new byte[HEADER])) {
      if (message.body().limit() >= HEADER) {
        Attributes attributes = Attributes.of(message.body(), HEADER);
        Attributes info = attributes.nest(INFO);
        links.add(
            new NetLink(
                message.body().getInt(4),
                attributes.text(NAME),
                info.text(1),
                (message.body().getInt(8) & IFF_UP) != 0,
                info.nest(2)));
      }
    }
    return links;
  }

  static String nameOf(int index, List<NetLink> links) {
    for (NetLink link : links) {
      if (link.index() == index) {
        return link.name();
      }
    }
    return "interface " + index;
  }
}
