package modtrace.finder;

import java.io.IOException;
import java.nio.ByteBuffer;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Netlink;
import org.jspecify.annotations.Nullable;

/** IPsec states: one reference on the module of the protocol each (xfrm_init_state). */
final class XfrmFinder implements Finder {
  private static final int GET_STATES = 0x12;

  /** struct xfrm_usersa_info (include/uapi/linux/xfrm.h): offsets of its parts. */
  private static final int DESTINATION = 56;

  private static final int SPI = 72;
  private static final int PROTOCOL = 76;
  private static final int SOURCE = 80;
  private static final int FAMILY = 212;
  private static final int SIZE = 217;
  private static final int AF_INET6 = 10;

  @Override
  public String kind() {
    return "IPsec states";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    boolean type = !system.aliases().namesOf(module, "xfrm-type-").isEmpty();
    boolean offload = !system.aliases().namesOf(module, "xfrm-offload-").isEmpty();
    if (!type && !offload) {
      return;
    }
    if (!system.isLoaded("xfrm_user")) {
      findings.unseen("IPsec states: the module xfrm_user is not loaded");
      return;
    }
    system.netPlaces().each(findings, kind(), place -> look(module, system, place, findings));
  }

  private static void look(String module, Snapshot system, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.XFRM)) {
      for (Netlink.Message message : netlink.dump(GET_STATES, new byte[0])) {
        if (message.body().limit() >= SIZE) {
          state(module, system, message.body(), place, findings);
        }
      }
    }
  }

  private static void state(
      String module, Snapshot system, ByteBuffer body, NetPlace place, Findings findings)
      throws IOException {
    int family = body.getShort(FAMILY) & 0xffff;
    int protocol = body.get(PROTOCOL) & 0xff;
    String request = family + "-" + protocol;
    boolean type = system.answers(module, "xfrm-type-" + request);
    if (!type && !system.answers(module, "xfrm-offload-" + request)) {
      return;
    }
    boolean ipv6 = family == AF_INET6;
    String words =
        "src "
            + NetBytes.address(body, SOURCE, ipv6)
            + " dst "
            + NetBytes.address(body, DESTINATION, ipv6)
            + " proto "
            + word(protocol)
            + spi(body, protocol);
    Claim claim = Claim.of(Kind.NET, "IPsec state " + words, 1, "ip xfrm state has it");
    findings.add(place.claim(type ? claim : claim.perhaps(), command(words, protocol)));
  }

  /** A tunnel state comes and goes with the compression state that needs it. */
  private static @Nullable String command(String words, int protocol) {
    return protocol == 4 || protocol == 41 ? null : "ip xfrm state del " + words;
  }

  private static String word(int protocol) {
    return switch (protocol) {
      case 50 -> "esp";
      case 51 -> "ah";
      case 108 -> "comp";
      case 43 -> "route2";
      case 60 -> "hao";
      default -> Integer.toString(protocol);
    };
  }

  private static String spi(ByteBuffer body, int protocol) {
    byte[] spi = new byte[4];
    body.get(SPI, spi);
    int number = ByteBuffer.wrap(spi).getInt();
    return protocol == 43 || protocol == 60 ? "" : " spi 0x" + Integer.toHexString(number);
  }
}
