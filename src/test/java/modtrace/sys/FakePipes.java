package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trace_pipe of a {@link FakeKernel}, its trace_pipe_raw of each CPU, and its stop events. */
final class FakePipes {
  /** Among what {@link #add} was given: there is nothing to read for a while. */
  static final String SILENCE = "";

  /** How long a poll in vain takes, and how many of them are too many: half a minute in all. */
  private static final int IDLE_MILLIS = 2;

  private static final int PATIENCE = 15_000;

  private final Deque<String> pipe = new ArrayDeque<>();
  private final Map<String, Deque<byte[]>> raw = new HashMap<>();
  private int signals;
  private int idle;

  synchronized void add(String... reads) {
    pipe.addAll(List.of(reads));
  }

  synchronized void add(int cpu, byte[]... pages) {
    raw.computeIfAbsent("cpu" + cpu + "/trace_pipe_raw", name -> new ArrayDeque<>())
        .addAll(List.of(pages));
  }

  synchronized void signal() {
    signals++;
  }

  synchronized int read(byte[] into, int offset, int length) {
    String chunk = pipe.poll();
    if (chunk == null || chunk.equals(SILENCE)) {
      return Fd.WOULD_BLOCK;
    }
    byte[] bytes = chunk.getBytes(UTF_8);
    int n = Math.min(length, bytes.length);
    System.arraycopy(bytes, 0, into, offset, n);
    if (n < bytes.length) {
      pipe.addFirst(new String(bytes, n, bytes.length - n, UTF_8));
    }
    return n;
  }

  /** Whole sub-buffers only, as the kernel gives them. */
  synchronized int readRaw(String path, ByteBuffer into) {
    Deque<byte[]> pages =
        raw.get(path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1));
    byte[] page = pages == null ? null : pages.poll();
    if (page == null) {
      return Fd.WOULD_BLOCK;
    }
    if (into.remaining() != page.length) {
      throw new AssertionError(
          "reads " + into.remaining() + " bytes of a sub-buffer of " + page.length);
    }
    into.put(page);
    return page.length;
  }

  /** The files that are ready, at once, or none after a moment. */
  int poll(int timeoutMillis) {
    synchronized (this) {
      int ready = (pipe.isEmpty() ? 0 : 1) | (signals > 0 ? 2 : 0);
      if (ready != 0) {
        return ready;
      }
      if (timeoutMillis < 0 || ++idle > PATIENCE) {
        throw new AssertionError("waits for ever");
      }
    }
    try {
      Thread.sleep(IDLE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 0;
  }
}
