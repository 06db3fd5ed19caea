package modtrace.finder;

import java.io.IOException;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;

/** Families of generic netlink: GENL_ID_CTRL, CTRL_* (include/uapi/linux/genetlink.h). */
final class GenericFamily {
  /** struct genlmsghdr, before the attributes of each message. */
  static final int HEADER = 4;

  private static final int CONTROLLER = 16;
  private static final int GET_FAMILIES = 3;
  private static final int ID = 1;
  private static final int NAME = 2;

  private GenericFamily() {}

  /**
   * The message type of a family; 0 for one that is not there. Found in the list of all, since to
   * ask for one by name makes the kernel load a module.
   */
  static int id(Netlink netlink, String name) throws IOException {
    for (Netlink.Message message : netlink.dump(CONTROLLER, command(GET_FAMILIES))) {
      Attributes family = Attributes.of(message.body(), HEADER);
      if (family.text(NAME).equals(name)) {
        return (int) family.number(ID);
      }
    }
    return 0;
  }

  /** A request without attributes, of version 1. */
  static byte[] command(int number) {
    return new byte[] {(byte) number, 1, 0, 0};
  }
}
