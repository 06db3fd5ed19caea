package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * Ports of Open vSwitch's datapaths: each holds the module of its kind once (ovs_vport_add,
 * net/openvswitch/vport.c), the port that a datapath has of itself among them.
 */
final class OpenVswitchFinder implements Finder {
  private static final String CORE = "openvswitch";

  /** OVS_*_CMD_GET, OVS_DP_ATTR_*, OVS_VPORT_* (include/uapi/linux/openvswitch.h). */
  private static final int GET = 3;

  private static final int DATAPATH_NAME = 1;
  private static final int PORT_NUMBER = 1;
  private static final int PORT_TYPE = 2;
  private static final int PORT_NAME = 3;
  private static final int TYPE_INTERNAL = 2;

  /** struct ovs_header, the index of the datapath's interface, is before the attributes. */
  private static final int HEADER = GenericFamily.HEADER + 4;

  @Override
  public String kind() {
    return "Open vSwitch ports";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    if (module.equals(CORE) || module.startsWith("vport_")) {
      system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
    }
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.GENERIC)) {
      int datapaths = GenericFamily.id(netlink, "ovs_datapath");
      int ports = GenericFamily.id(netlink, "ovs_vport");
      if (datapaths == 0 || ports == 0) {
        return;
      }
      for (Netlink.Message datapath : netlink.dump(datapaths, request(0))) {
        if (datapath.body().limit() < HEADER) {
          continue;
        }
        int index = datapath.body().getInt(GenericFamily.HEADER);
        String name = Attributes.of(datapath.body(), HEADER).text(DATAPATH_NAME);
        for (Attributes port : ports(netlink, ports, index)) {
          if (module.equals(owner(port, system))) {
            findings.add(claim(port, name, place));
          }
        }
      }
    }
  }

  /** The datapath's own one last: all others end with it. */
  private static List<Attributes> ports(Netlink netlink, int family, int datapath)
      throws IOException {
    List<Attributes> ports = new ArrayList<>();
    for (Netlink.Message port : netlink.dump(family, request(datapath))) {
      ports.add(Attributes.of(port.body(), HEADER));
    }
    ports.sort(Comparator.comparing(OpenVswitchFinder::isOwn));
    return ports;
  }

  private static boolean isOwn(Attributes port) {
    return port.number(PORT_NUMBER) == 0;
  }

  private static byte[] request(int datapath) {
    return new NetlinkRequest().raw(GenericFamily.command(GET)).number(datapath).bytes();
  }

  /** Devices of the network and internal ports are the core's, tunnels have modules. */
  private static String owner(Attributes port, Snapshot system) throws IOException {
    long type = port.number(PORT_TYPE);
    return type <= TYPE_INTERNAL
        ? CORE
        : system.aliases().of("vport-type-" + type).stream()
            .filter(system::isLoaded)
            .findFirst()
            .orElse("");
  }

  private static Claim claim(Attributes port, String datapath, NetPlace place) {
    boolean itself = isOwn(port);
    String on = ShellWord.of(datapath);
    String name = ShellWord.of(port.text(PORT_NAME));
    String command = itself ? "ovs-dpctl del-dp " + on : "ovs-dpctl del-if " + on + " " + name;
    return place.claim(
        Claim.of(
            Kind.NET,
            "port " + port.text(PORT_NAME) + " of datapath " + datapath,
            1,
            itself ? "the datapath's own; all other ports end with it" : "ovs-dpctl show lists it"),
        on == null || name == null ? null : command);
  }
}
