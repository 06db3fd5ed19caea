package modtrace.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libc that modtrace calls, mapped directly. size_t, ssize_t and unsigned long are
 * Java longs: 64-bit Linux only. A failed call returns -1 and leaves its reason in {@link #errno}.
 * Loading this class loads JNA.
 */
class Libc {
  static {
    JnaLibrary.takeOurs();
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  native int open(String path, int flags, int mode);

  native long read(int fd, Pointer buffer, long count);

  native long write(int fd, byte[] buffer, long count);

  native long pread(int fd, Pointer buffer, long count, long offset);

  native long pwrite(int fd, Pointer buffer, long count, long offset);

  native int close(int fd);

  native int poll(Pointer pollfds, long count, int timeoutMillis);

  native int ioctl(int fd, long request, byte[] argument);

  native int ioctl(int fd, long request, Pointer argument);

  native int eventfd(int initial, int flags);

  native int mkdir(String path, int mode);

  native int rmdir(String path);

  native int rename(String from, String to);

  native int mount(String source, String target, String type, long flags, @Nullable String data);

  native int access(String path, int mode);

  native long readlink(String path, byte[] buffer, long size);

  native int fchown(int fd, int uid, int gid);

  native int geteuid();

  native int setpriority(int which, int who, int priority);

  native int getsockopt(int fd, int level, int option, byte[] value, int[] length);

  native long getxattr(String path, String name, byte[] value, long size);

  native int socket(int domain, int type, int protocol);

  native int setns(int fd, int kind);

  native int unshare(int flags);

  native int statfs(String path, byte[] statfs);

  native int quotactl(int command, String device, int id, byte[] answer);

  /** For calls that libc has no function for; it takes what it gets in registers. */
  native long syscall(long number, long a, long b, long c, long d, long e);

  /** The errno of this thread's last call; ask on the line after it. */
  int errno() {
    return Native.getLastError();
  }
}
