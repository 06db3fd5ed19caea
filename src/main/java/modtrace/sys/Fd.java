package modtrace.sys;

import java.io.Closeable;

/**
 * An open file. One thread reads or writes it at a time; closing it twice is harmless, and using it
 * afterwards is EBADF.
 */
public interface Fd extends Closeable {
  /** {@link #read} on a file opened {@link OpenFlag#NONBLOCK} that has nothing now (EAGAIN). */
  int WOULD_BLOCK = -2;

  /**
   * Reads once, without allocating.
   *
   * @return the number of bytes, 0 at the end of the file, or {@link #WOULD_BLOCK}
   */
  int read(byte[] into, int offset, int length) throws SyscallException;

  /** Writes all of it; the kernel sees one write unless it takes only part. */
  void write(byte[] from, int offset, int length) throws SyscallException;

  /** Gives the file to a user and a group, as numbers. */
  void chown(int uid, int gid) throws SyscallException;

  @Override
  void close() throws SyscallException;
}
