package modtrace.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/** The functions of libc that most runs do without, as in {@link Libc}, where errno is. */
final class LibcRare {
  static {
    JnaLibrary.takeOurs();
    Native.register(LibcRare.class, NativeLibrary.getProcess());
  }

  static final LibcRare LIBC = new LibcRare();

  private LibcRare() {}

  native int eventfd(int initial, int flags);

  native int mkdir(String path, int mode);

  native int rmdir(String path);

  native int rename(String from, String to);

  native int mount(String source, String target, String type, long flags, @Nullable String data);

  native int access(String path, int mode);

  native int setpriority(int which, int who, int priority);

  native int getsockopt(int fd, int level, int option, byte[] value, int[] length);

  native long getxattr(String path, String name, byte[] value, long size);

  native int setns(int fd, int kind);

  native int unshare(int flags);

  native int statfs(String path, byte[] statfs);

  /** What an error is called in the language of the locale (strerror(3)). */
  native String strerror(int errno);

  native int quotactl(int command, String device, int id, byte[] answer);
}
