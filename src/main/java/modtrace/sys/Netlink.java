package modtrace.sys;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A netlink socket of our own (netlink(7)); it belongs to the network namespace it was opened in.
 */
public interface Netlink extends Closeable {
  /** Only the messages of one protocol: routes, links, tc. */
  int ROUTE = 0;

  /** IPsec; only where the module xfrm_user is loaded or built in. */
  int XFRM = 6;

  /** Packet filters and sets; only where the module nfnetlink is loaded or built in. */
  int NETFILTER = 12;

  int GENERIC = 16;

  /**
   * A reply.
   *
   * @param body what follows the message's header, in native byte order
   */
  record Message(int type, ByteBuffer body) {}

  /**
   * All replies to a request to dump. A dump that the kernel says was interrupted by a change is
   * taken again.
   *
   * @param body what follows the message's header
   */
  List<Message> dump(int type, byte[] body) throws SyscallException;

  /** The replies to a request that is no dump. */
  List<Message> request(int type, byte[] body) throws SyscallException;

  @Override
  void close() throws SyscallException;
}
