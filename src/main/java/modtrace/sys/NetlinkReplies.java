package modtrace.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Collects the messages of one answer (struct nlmsghdr, include/uapi/linux/netlink.h). */
final class NetlinkReplies {
  static final int HEADER = 16;

  private static final int NOOP = 1;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int MULTI = 0x2;
  private static final int DUMP_INTERRUPTED = 0x10;

  private final List<Netlink.Message> messages = new ArrayList<>();
  private final int sequence;
  private boolean complete;
  private boolean interrupted;
  private int errno;

  /** The answer to the request of that number. */
  NetlinkReplies(int sequence) {
    this.sequence = sequence;
  }

  /** One datagram; its bytes are kept. */
  void add(byte[] datagram) {
    ByteBuffer buffer = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
    while (buffer.remaining() >= HEADER && !complete) {
      int start = buffer.position();
      int length = buffer.getInt(start);
      if (length < HEADER || length > buffer.remaining()) {
        complete = true;
        errno = Errno.EIO.number();
        return;
      }
      if (buffer.getInt(start + 8) == sequence) {
        message(
            buffer.getShort(start + 4) & 0xffff,
            buffer.getShort(start + 6) & 0xffff,
            buffer.slice(start + HEADER, length - HEADER).order(ByteOrder.nativeOrder()));
      }
      long next = start + ((length + 3L) & ~3L);
      buffer.position((int) Math.min(next, buffer.limit()));
    }
  }

  private void message(int type, int flags, ByteBuffer body) {
    interrupted |= (flags & DUMP_INTERRUPTED) != 0;
    switch (type) {
      case NOOP -> {}
      case ERROR, DONE -> {
        complete = true;
        errno = body.remaining() >= 4 ? -body.getInt(0) : 0;
      }
      default -> {
        messages.add(new Netlink.Message(type, body));
        complete = (flags & MULTI) == 0;
      }
    }
  }

  boolean isComplete() {
    return complete;
  }

  /** The dumped tables changed meanwhile: it may lack some and show others twice. */
  boolean isInterrupted() {
    return interrupted;
  }

  /** Why the kernel refused; 0 when it did not. */
  int errno() {
    return Math.max(errno, 0);
  }

  List<Netlink.Message> messages() {
    return List.copyOf(messages);
  }
}
