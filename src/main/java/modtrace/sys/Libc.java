package modtrace.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of libc that nearly every run calls, mapped directly; the others are {@link
 * LibcRare}'s, for it takes most of a millisecond to map one. size_t, ssize_t and unsigned long are
 * Java longs: 64-bit Linux only. A failed call returns -1 and leaves its reason in {@link #errno}.
 * Loading this class loads JNA.
 */
class Libc {
  static {
    JnaLibrary.takeOurs();
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  native int open(String path, int flags, int mode);

  native int open(Pointer path, int flags, int mode);

  native long read(int fd, Pointer buffer, long count);

  native long write(int fd, byte[] buffer, long count);

  native long pread(int fd, Pointer buffer, long count, long offset);

  native long pwrite(int fd, Pointer buffer, long count, long offset);

  native int close(int fd);

  native int poll(Pointer pollfds, long count, int timeoutMillis);

  native int ioctl(int fd, long request, byte[] argument);

  native int ioctl(int fd, long request, Pointer argument);

  native long readlink(String path, byte[] buffer, long size);

  native long readlink(Pointer path, Pointer buffer, long size);

  native int access(Pointer path, int mode);

  native int fchown(int fd, int uid, int gid);

  native int geteuid();

  native int socket(int domain, int type, int protocol);

  /** For calls that libc has no function for; it takes what it gets in registers. */
  native long syscall(long number, long a, long b, long c, long d, long e);

  /** The errno of this thread's last call; ask on the line after it. */
  int errno() {
    return Native.getLastError();
  }
}
