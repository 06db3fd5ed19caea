package modtrace.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A netlink socket of the real kernel. */
final class LinuxNetlink implements Netlink {
  /** The kernel fills 32 KiB at most when the reader offers as much (netlink_dump). */
  private static final int BUFFER_BYTES = 1 << 16;

  private static final int REQUEST = 0x1;
  private static final int ACKNOWLEDGE = 0x4;
  private static final int DUMP = 0x300;
  private static final int TRIES = 16;

  private final LinuxKernel kernel;
  private final Fd socket;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int sequence;

  LinuxNetlink(LinuxKernel kernel, Fd socket) {
    this.kernel = kernel;
    this.socket = socket;
  }

  @Override
  public List<Message> dump(int type, byte[] body) throws SyscallException {
    for (int tries = 0; tries < TRIES; tries++) {
      NetlinkReplies replies = ask(type, REQUEST | DUMP, body);
      if (!replies.isInterrupted()) {
        return replies.messages();
      }
    }
    throw new SyscallException("dump", socket + ", which changes all the time", Errno.EBUSY);
  }

  @Override
  public List<Message> request(int type, byte[] body) throws SyscallException {
    return ask(type, REQUEST | ACKNOWLEDGE, body).messages();
  }

  private NetlinkReplies ask(int type, int flags, byte[] body) throws SyscallException {
    sequence++;
    byte[] request =
        ByteBuffer.allocate(NetlinkReplies.HEADER + body.length)
            .order(ByteOrder.nativeOrder())
            .putInt(NetlinkReplies.HEADER + body.length)
            .putShort((short) type)
            .putShort((short) flags)
            .putInt(sequence)
            .putInt(0)
            .put(body)
            .array();
    socket.write(request, 0, request.length);
    var replies = new NetlinkReplies(sequence);
    while (!replies.isComplete()) {
      int count = socket.read(buffer, 0, buffer.length);
      if (count <= 0) {
        throw new SyscallException("read", socket.toString(), Errno.EIO);
      }
      replies.add(Arrays.copyOf(buffer, count));
    }
    if (replies.errno() != 0) {
      throw kernel.refused("dump", socket + " (request " + type + ")", replies.errno());
    }
    return replies;
  }

  @Override
  public void close() throws SyscallException {
    socket.close();
  }
}
