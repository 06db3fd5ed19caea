package modtrace.sys;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An open file of the real kernel. */
final class LinuxFd implements Fd {
  /** The most that one read takes; a pipe holds as much. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final LinuxKernel kernel;
  private final Libc libc;
  private final int number;
  private final String path;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Memory buffer;

  LinuxFd(LinuxKernel kernel, Libc libc, int number, String path) {
    this.kernel = kernel;
    this.libc = libc;
    this.number = number;
    this.path = path;
  }

  /** The descriptor's number, never one that was closed and may be another file by now. */
  int number(String call) throws SyscallException {
    if (closed.get()) {
      throw new SyscallException(call, path, Errno.EBADF);
    }
    return number;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws SyscallException {
    Objects.checkFromIndexSize(offset, length, into.length);
    int fd = number("read");
    Memory memory = buffer();
    while (true) {
      long count = libc.read(fd, memory, Math.min(length, BUFFER_BYTES));
      int errno = count < 0 ? libc.errno() : 0;
      if (count >= 0) {
        memory.read(0, into, offset, (int) count);
        return (int) count;
      }
      if (errno == Errno.EAGAIN.number()) {
        return WOULD_BLOCK;
      }
      if (errno != Errno.EINTR.number()) {
        throw kernel.refused("read", path, errno);
      }
    }
  }

  @Override
  public void write(byte[] from, int offset, int length) throws SyscallException {
    Objects.checkFromIndexSize(offset, length, from.length);
    int fd = number("write");
    int done = 0;
    do {
      byte[] rest = Arrays.copyOfRange(from, offset + done, offset + length);
      long count = libc.write(fd, rest, rest.length);
      int errno = count < 0 ? libc.errno() : 0;
      if (count < 0 && errno != Errno.EINTR.number()) {
        throw kernel.refused("write", path, errno);
      }
      done += (int) Math.max(count, 0);
    } while (done < length);
  }

  @Override
  public int read(ByteBuffer into) throws SyscallException {
    int fd = number("read");
    return filled("read", into, libc.read(fd, rest(into), into.remaining()));
  }

  @Override
  public int readAt(ByteBuffer into, long position) throws SyscallException {
    int fd = number("read");
    return filled("read", into, libc.pread(fd, rest(into), into.remaining(), position));
  }

  /** An interrupted call had no bytes: the caller finds none now, and comes again. */
  private int filled(String call, ByteBuffer into, long count) throws SyscallException {
    int errno = count < 0 ? libc.errno() : 0;
    if (errno == Errno.EAGAIN.number() || errno == Errno.EINTR.number()) {
      return WOULD_BLOCK;
    }
    if (count < 0) {
      throw kernel.refused(call, path, errno);
    }
    into.position(into.position() + (int) count);
    return (int) count;
  }

  @Override
  public void writeAt(ByteBuffer from, long position) throws SyscallException {
    int fd = number("write");
    long at = position;
    while (from.hasRemaining()) {
      long count = libc.pwrite(fd, rest(from), from.remaining(), at);
      int errno = count < 0 ? libc.errno() : 0;
      if (count < 0 && errno != Errno.EINTR.number()) {
        throw kernel.refused("write", path, errno);
      }
      int written = (int) Math.max(count, 0);
      from.position(from.position() + written);
      at += written;
    }
  }

  private static Pointer rest(ByteBuffer buffer) {
    return Native.getDirectBufferPointer(buffer).share(buffer.position());
  }

  @Override
  public void chown(int uid, int gid) throws SyscallException {
    int result = libc.fchown(number("fchown"), uid, gid);
    int errno = result < 0 ? libc.errno() : 0;
    if (result < 0) {
      throw kernel.refused("fchown", path, errno);
    }
  }

  /** Never retried: Linux frees the number even when it reports EINTR (close(2)). */
  @Override
  public void close() throws SyscallException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Memory memory = buffer;
    if (memory != null) {
      memory.close();
    }
    int result = libc.close(number);
    int errno = result < 0 ? libc.errno() : 0;
    if (result < 0 && errno != Errno.EINTR.number()) {
      throw kernel.refused("close", path, errno);
    }
  }

  @Override
  public String toString() {
    return path;
  }

  private Memory buffer() {
    Memory memory = buffer;
    if (memory == null) {
      memory = new Memory(BUFFER_BYTES);
      buffer = memory;
    }
    return memory;
  }
}
