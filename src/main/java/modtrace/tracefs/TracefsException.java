package modtrace.tracefs;

import java.io.IOException;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/** Tracing is not to be had here; the message is one line that ends with what to do about it. */
public final class TracefsException extends IOException {
  TracefsException(String problem) {
    super(problem);
  }

  TracefsException(String problem, String advice) {
    super(advice.isEmpty() ? problem : problem + " (" + advice + ")");
  }

  /**
   * {@code tracefs_create_file} and {@code tracefs_create_dir} make nothing (fs/tracefs/inode.c).
   */
  static TracefsException empty(String root) {
    return new TracefsException("there is nothing in " + root, Lockdown.FORBIDS);
  }

  /** Says what a refused call means for tracing. */
  static TracefsException of(Kernel kernel, SyscallException refused) {
    TracefsException told = new TracefsException(refused.problem(), advice(kernel, refused));
    told.initCause(refused);
    return told;
  }

  private static String advice(Kernel kernel, SyscallException refused) {
    return switch (refused.errno()) {
      case EACCES, EPERM ->
          kernel.effectiveUid() == 0 ? forRoot(kernel) : "run as root: sudo modtrace";
      case EROFS -> "in a container tracing needs a writable /sys";
      case ENOMEM -> "each CPU gets a buffer: free some memory";
      default -> refused.advice();
    };
  }

  private static String forRoot(Kernel kernel) {
    return Lockdown.forbidsTracing(kernel)
        ? Lockdown.FORBIDS
        : "in a container tracing needs the privileges of the host";
  }

  /** The mode of the lockdown LSM (security/lockdown/lockdown.c). */
  private static final class Lockdown {
    static final String FORBIDS =
        "the kernel is locked down: lockdown=confidentiality forbids tracing";
    static final String FILE = "/sys/kernel/security/lockdown";

    static boolean forbidsTracing(Kernel kernel) {
      try {
        return new ControlFile(kernel, FILE).read().contains("[confidentiality]");
      } catch (SyscallException e) {
        return e.is(Errno.EPERM);
      }
    }
  }
}
