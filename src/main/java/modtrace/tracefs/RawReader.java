package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.PollSet;
import modtrace.sys.SyscallException;

/**
 * Reads the buffers of some CPUs for one thread. The kernel wakes it when a part of a buffer is
 * full (buffer_percent); what comes slower it fetches when its time is over.
 */
public final class RawReader implements Closeable {
  private static final int BATCH_PAGES = 64;

  private final Kernel kernel;
  private final List<RawPipe> pipes;
  private final PollSet poll;
  private final ByteBuffer batch;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean stopped;
  private boolean closed;

  RawReader(Kernel kernel, List<RawPipe> pipes, Fd stopEvent) throws SyscallException {
    this.kernel = kernel;
    this.pipes = List.copyOf(pipes);
    Fd[] fds = new Fd[pipes.size() + 1];
    for (int i = 0; i < pipes.size(); i++) {
      fds[i] = pipes.get(i).fd();
    }
    fds[pipes.size()] = stopEvent;
    poll = kernel.pollSet(fds);
    batch =
        ByteBuffer.allocateDirect(BATCH_PAGES * pipes.get(0).pageBytes())
            .order(ByteOrder.nativeOrder());
  }

  /** In the thread that will read: a buffer that fills up does not wait for others' work. */
  public void begin() {
    kernel.hurry();
  }

  /**
   * Waits until a buffer fills up, the tracing ends or the time is over, then hands on all that is
   * there.
   *
   * @return false when the tracing was ended and all of it was handed on
   */
  public boolean read(PageSink sink, int timeoutMillis) throws IOException {
    reading.lock();
    try {
      if (closed) {
        return false;
      }
      if (!stopped) {
        poll.await(timeoutMillis);
      }
      boolean last = stopped;
      for (RawPipe pipe : pipes) {
        drain(pipe, sink, last);
      }
      return !last;
    } finally {
      reading.unlock();
    }
  }

  /** A CPU that is offline has nothing, and is no error. */
  private void drain(RawPipe pipe, PageSink sink, boolean all) throws IOException {
    boolean more = true;
    while (more) {
      more = pipe.fill(batch.clear());
      if (batch.position() > 0) {
        more |= all;
        sink.pages(pipe.cpu(), batch.flip());
      }
    }
  }

  void stop() {
    stopped = true;
  }

  /** Waits for a thread that reads; it then sees the end. */
  @Override
  public void close() {
    reading.lock();
    try {
      if (!closed) {
        closed = true;
        poll.close();
      }
    } finally {
      reading.unlock();
    }
  }
}
