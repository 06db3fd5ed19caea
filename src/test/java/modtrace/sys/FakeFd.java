package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file of a {@link FakeKernel}; it remembers where it was opened. */
final class FakeFd implements Fd {
  final String path;
  final Throwable openedAt;
  private final FakeKernel kernel;
  private final byte[] content;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int position;
  private boolean closed;

  FakeFd(FakeKernel kernel, String path, String content) {
    this.kernel = kernel;
    this.path = path;
    this.content = content.getBytes(UTF_8);
    this.openedAt = new Throwable("opened here: " + path);
  }

  boolean isTracePipe() {
    return path.endsWith("/trace_pipe");
  }

  void requireOpen(String call) throws SyscallException {
    if (closed) {
      throw new SyscallException(call, path, Errno.EBADF);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws SyscallException {
    requireOpen("read");
    kernel.enter("read", path);
    if (isTracePipe()) {
      return kernel.readPipe(into, offset, length);
    }
    int n = Math.min(length, content.length - position);
    System.arraycopy(content, position, into, offset, n);
    position += n;
    return n;
  }

  @Override
  public int read(ByteBuffer into) throws SyscallException {
    requireOpen("read");
    kernel.enter("read", path);
    return kernel.readRaw(path, into);
  }

  @Override
  public int readAt(ByteBuffer into, long from) throws SyscallException {
    requireOpen("read");
    kernel.enter("read", path);
    int n = Math.min(into.remaining(), Math.max(0, written.size() - (int) from));
    into.put(written.toByteArray(), (int) from, n);
    return n;
  }

  @Override
  public void writeAt(ByteBuffer from, long to) throws SyscallException {
    requireOpen("write");
    kernel.enter("write", path);
    int n = from.remaining();
    byte[] all = Arrays.copyOf(written.toByteArray(), Math.max(written.size(), (int) to + n));
    from.get(all, (int) to, n);
    written.reset();
    written.writeBytes(all);
    kernel.recorded(path, all);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws SyscallException {
    requireOpen("write");
    kernel.enter("write", path);
    kernel.written(path, new String(from, offset, length, UTF_8));
  }

  @Override
  public void chown(int uid, int gid) throws SyscallException {
    requireOpen("fchown");
    kernel.enter("fchown", path);
  }

  /** A close that fails has closed all the same. */
  @Override
  public void close() throws SyscallException {
    if (!closed) {
      closed = true;
      kernel.closed(this);
      kernel.enter("close", path);
    }
  }
}
