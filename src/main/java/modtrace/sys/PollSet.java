package modtrace.sys;

import java.io.Closeable;

/** The files that one thread waits for; it does not own them. */
public interface PollSet extends Closeable {
  /**
   * Waits until one can be read (or is at its end, or broken: a read will tell).
   *
   * @param timeoutMillis how long at most; -1 is for ever
   * @return bit i is set when file i is ready; 0 when the time is over
   */
  int await(int timeoutMillis) throws SyscallException;

  @Override
  void close();
}
