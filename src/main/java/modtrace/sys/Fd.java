package modtrace.sys;

import java.io.Closeable;
import java.nio.ByteBuffer;

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

  /**
   * Reads once into a direct buffer, from its position up to its limit, and moves its position.
   *
   * @return as {@link #read(byte[], int, int)}
   */
  int read(ByteBuffer into) throws SyscallException;

  /**
   * Reads once from a place in a file, which its position is no part of.
   *
   * @return the number of bytes, 0 at the end of the file
   */
  int readAt(ByteBuffer into, long position) throws SyscallException;

  /** Writes all from the position to the limit of a direct buffer to a place in a file. */
  void writeAt(ByteBuffer from, long position) throws SyscallException;

  /** Writes all of it; the kernel sees one write unless it takes only part. */
  void write(byte[] from, int offset, int length) throws SyscallException;

  /** Gives the file to a user and a group, as numbers. */
  void chown(int uid, int gid) throws SyscallException;

  @Override
  void close() throws SyscallException;
}
