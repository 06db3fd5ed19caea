package modtrace.sys;

import com.sun.jna.Memory;
import java.util.concurrent.TimeUnit;

/** {@code poll(2)} on an array of {@code struct pollfd} that is filled in once. */
final class LinuxPollSet implements PollSet {
  /** struct pollfd { int fd; short events; short revents; } (include/uapi/asm-generic/poll.h). */
  private static final int POLLFD_BYTES = 8;

  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final short POLLIN = 0x0001;
  private static final short POLLNVAL = 0x0020;

  private final LinuxKernel kernel;
  private final Libc libc;
  private final Memory pollfds;
  private final int count;

  LinuxPollSet(LinuxKernel kernel, Libc libc, int... numbers) {
    this.kernel = kernel;
    this.libc = libc;
    count = numbers.length;
    pollfds = new Memory((long) POLLFD_BYTES * count);
    pollfds.clear();
    for (int i = 0; i < count; i++) {
      pollfds.setInt((long) i * POLLFD_BYTES, numbers[i]);
      pollfds.setShort((long) i * POLLFD_BYTES + EVENTS, POLLIN);
    }
  }

  @Override
  public int await(int timeoutMillis) throws SyscallException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    int left = timeoutMillis;
    while (true) {
      int result = libc.poll(pollfds, count, left);
      int errno = result < 0 ? libc.errno() : 0;
      if (result >= 0) {
        return result == 0 ? 0 : ready();
      }
      if (errno != Errno.EINTR.number()) {
        throw kernel.refused("poll", "events", errno);
      }
      if (timeoutMillis >= 0) {
        left = (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
      }
    }
  }

  @Override
  public void close() {
    pollfds.close();
  }

  private int ready() throws SyscallException {
    int ready = 0;
    for (int i = 0; i < count; i++) {
      short revents = pollfds.getShort((long) i * POLLFD_BYTES + REVENTS);
      if ((revents & POLLNVAL) != 0) {
        throw new SyscallException("poll", "events", Errno.EBADF);
      }
      if (revents != 0) {
        ready |= 1 << i;
      }
    }
    return ready;
  }
}
