package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.PollSet;
import modtrace.sys.SyscallException;

/**
 * The text of an instance's events as they happen. One thread reads:
 *
 * <pre>{@code
 * for (int n; (n = pipe.read(buffer, 0, buffer.length)) != TracePipe.END; ) {
 *   if (n == TracePipe.NOTHING_NOW) { out.flush(); pipe.await(250); } else { parse(buffer, n); }
 * }
 * }</pre>
 *
 * <p>Any other may stop it; what was traced until then is still read, then comes the end.
 */
public final class TracePipe implements Closeable {
  /** {@link #read}: there is nothing to read now; flush, then {@link #await}. */
  public static final int NOTHING_NOW = 0;

  /** {@link #read}: it was stopped and all of it was read. */
  public static final int END = -1;

  private final Kernel kernel;
  private final Fd pipe;
  private final Fd stopEvent;
  private final PollSet both;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean stopped;
  private volatile boolean closed;

  private TracePipe(Kernel kernel, Fd pipe, Fd stopEvent, PollSet both) {
    this.kernel = kernel;
    this.pipe = pipe;
    this.stopEvent = stopEvent;
    this.both = both;
  }

  static TracePipe open(Kernel kernel, String path) throws IOException {
    try (UndoLog opened = new UndoLog()) {
      Fd pipe = opened.open(() -> kernel.open(path, OpenFlag.READ, OpenFlag.NONBLOCK));
      Fd stopEvent = opened.open(kernel::eventFd);
      PollSet both = kernel.pollSet(pipe, stopEvent);
      opened.handOver();
      return new TracePipe(kernel, pipe, stopEvent, both);
    }
  }

  /**
   * Reads what is there, without waiting.
   *
   * @return the number of bytes, {@link #NOTHING_NOW} or {@link #END}
   */
  public int read(byte[] into, int offset, int length) throws SyscallException {
    reading.lock();
    try {
      boolean last = stopped;
      if (closed) {
        return END;
      }
      int n = pipe.read(into, offset, length);
      if (n == Fd.WOULD_BLOCK) {
        return last ? END : NOTHING_NOW;
      }
      return n == 0 ? END : n;
    } finally {
      reading.unlock();
    }
  }

  /** Waits until there is something to read, it is stopped, or the time is over. */
  public void await(int timeoutMillis) throws SyscallException {
    reading.lock();
    try {
      if (!closed) {
        both.await(timeoutMillis);
      }
    } finally {
      reading.unlock();
    }
  }

  /** Ends the reading once what is there was read. */
  synchronized void stop() throws SyscallException {
    if (!stopped && !closed) {
      stopped = true;
      kernel.signal(stopEvent);
    }
  }

  /** Ends the reading at once: a reader in another thread is woken, and sees the end. */
  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      reading.lock();
      try {
        closeFiles();
      } finally {
        reading.unlock();
      }
    }
  }

  private synchronized void closeFiles() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (UndoLog files = new UndoLog()) {
      files.closing(stopEvent);
      files.closing(pipe);
      files.closing(both);
    }
  }
}
