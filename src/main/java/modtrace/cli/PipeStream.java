package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import modtrace.tracefs.TracePipe;

/**
 * A live trace as a stream: a read waits for events, and while there are none the idle action runs,
 * every quarter second.
 */
final class PipeStream extends InputStream {
  /** What to do while nothing happens; returns how long it may be left waiting, in milliseconds. */
  interface Idle {
    int idle() throws IOException;
  }

  /** What to do before each read: a storm of events leaves no moment in which nothing happens. */
  interface Tick {
    void run() throws IOException;
  }

  private final TracePipe pipe;
  private final Idle idle;
  private final Tick tick;

  PipeStream(TracePipe pipe, Idle idle, Tick tick) {
    this.pipe = pipe;
    this.idle = idle;
    this.tick = tick;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    tick.run();
    int got;
    while ((got = pipe.read(into, offset, length)) == TracePipe.NOTHING_NOW) {
      pipe.await(idle.idle());
    }
    return got == TracePipe.END ? -1 : got;
  }
}
