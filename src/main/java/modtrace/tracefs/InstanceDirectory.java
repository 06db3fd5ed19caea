package modtrace.tracefs;

import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/** {@code instances/NAME} of tracefs: made and removed like a directory, full of control files. */
record InstanceDirectory(Kernel kernel, String path) {
  /** Someone who just looks at a file of it is gone soon. */
  private static final int REMOVE_ATTEMPTS = 25;

  private static final int REMOVE_PAUSE_MILLIS = 20;

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  ControlFile file(String name) {
    return new ControlFile(kernel, path + "/" + name);
  }

  ControlFile event(EventId event, String name) {
    return file("events/" + event.system() + "/" + event.name() + "/" + name);
  }

  void create() throws SyscallException {
    kernel.mkdir(path);
  }

  void tracingOn(boolean on) throws SyscallException {
    file("tracing_on").write(on ? "1" : "0");
  }

  /** Ends its tracing and removes it, with patience while a file of it is open (EBUSY). */
  void remove() throws SyscallException {
    try {
      tracingOn(false);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return;
      }
    }
    for (int attempt = 1; ; attempt++) {
      try {
        kernel.rmdir(path);
        return;
      } catch (SyscallException e) {
        if (e.is(Errno.ENOENT)) {
          return;
        }
        if (!e.is(Errno.EBUSY) || attempt == REMOVE_ATTEMPTS) {
          throw e;
        }
        kernel.pause(REMOVE_PAUSE_MILLIS);
      }
    }
  }
}
