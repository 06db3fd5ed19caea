package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/**
 * A queueing discipline, class or filter of tc(8) (struct tcmsg, include/uapi/linux/rtnetlink.h).
 *
 * @param device interface index; {@link #BLOCK} for a block that several share
 * @param parent what it is attached to; of a shared block its number
 * @param info of a filter: preference in the upper, protocol in the lower half
 */
record TcMessage(int device, int handle, int parent, int info, Attributes attributes) {
  static final int GET_DISCIPLINES = 38;
  static final int GET_CLASSES = 42;
  static final int GET_FILTERS = 46;

  /** TCM_IFINDEX_MAGIC_BLOCK. */
  static final int BLOCK = -1;

  /** TC_H_ROOT, TC_H_INGRESS, and the two sides of clsact (include/uapi/linux/pkt_sched.h). */
  static final int ROOT = 0xffffffff;

  static final int INGRESS = 0xffff0000;
  static final int CLSACT_INGRESS = 0xfffffff2;
  static final int CLSACT_EGRESS = 0xfffffff3;

  private static final int HEADER = 20;
  private static final int DUMP_INVISIBLE = 10;

  /** What there is of a kind at a device's parent; 0 for all devices. */
  static List<TcMessage> read(Netlink netlink, int type, int device, int parent)
      throws IOException {
    var request = new NetlinkRequest().number(0).number(device).number(0).number(parent).number(0);
    if (type == GET_DISCIPLINES) {
      request.flag(DUMP_INVISIBLE);
    }
    List<TcMessage> read = new ArrayList<>();
    for (Netlink.Message message : netlink.dump(type, request.bytes())) {
      if (message.body().limit() >= HEADER) {
        read.add(
            new TcMessage(
                message.body().getInt(4),
                message.body().getInt(8),
                message.body().getInt(12),
                message.body().getInt(16),
                Attributes.of(message.body(), HEADER)));
      }
    }
    return read;
  }

  /** Such as {@code fq} or {@code flower}. */
  String kind() {
    return attributes.text(1);
  }

  Attributes options() {
    return attributes.nest(2);
  }

  long chain() {
    return attributes.number(11);
  }

  int preference() {
    return info >>> 16;
  }

  /** As tc(8) writes where a filter or discipline is attached: {@code ingress}, {@code 1:1}. */
  String place() {
    return switch (parent) {
      case ROOT, 0 -> "root";
      case INGRESS, CLSACT_INGRESS -> "ingress";
      case CLSACT_EGRESS -> "egress";
      default -> "parent " + handle(parent);
    };
  }

  static String handle(int handle) {
    int minor = handle & 0xffff;
    return Integer.toHexString(handle >>> 16)
        + ":"
        + (minor == 0 ? "" : Integer.toHexString(minor));
  }
}
