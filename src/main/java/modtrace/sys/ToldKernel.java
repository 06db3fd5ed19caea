package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A kernel, with each file that is asked or told by system call, and how that ended. */
public final class ToldKernel implements Kernel {
  private static final int LONGEST = 200;

  private final Kernel kernel;
  private final Consumer<String> changes;
  private final Consumer<String> looks;

  /**
   * @param changes is told what changes something: a write, a directory made or removed, a mount
   * @param looks is told what only reads
   */
  public ToldKernel(Kernel kernel, Consumer<String> changes, Consumer<String> looks) {
    this.kernel = kernel;
    this.changes = changes;
    this.looks = looks;
  }

  private interface Call<T> {
    T run() throws SyscallException;
  }

  private interface Change {
    void run() throws SyscallException;
  }

  private static <T> T told(Consumer<String> teller, String what, Call<T> call)
      throws SyscallException {
    try {
      T result = call.run();
      teller.accept(what + ": ok");
      return result;
    } catch (SyscallException e) {
      teller.accept(what + ": " + e.errno());
      throw e;
    }
  }

  private void changed(String what, Change change) throws SyscallException {
    told(
        changes,
        what,
        () -> {
          change.run();
          return what;
        });
  }

  @Override
  public Fd open(String path, OpenFlag... flags) throws SyscallException {
    List<OpenFlag> how = Arrays.asList(flags);
    if (how.contains(OpenFlag.CREATE)) {
      return told(changes, "create " + path, () -> kernel.open(path, flags));
    }
    Fd fd = told(looks, "open " + path, () -> kernel.open(path, flags));
    return how.contains(OpenFlag.WRITE) ? new ToldFd(path, fd) : fd;
  }

  @Override
  public Fd eventFd() throws SyscallException {
    return kernel.eventFd();
  }

  @Override
  public void signal(Fd eventFd) throws SyscallException {
    kernel.signal(eventFd);
  }

  @Override
  public PollSet pollSet(Fd... fds) throws SyscallException {
    return kernel.pollSet(fds);
  }

  @Override
  public void mkdir(String path) throws SyscallException {
    changed("mkdir " + path, () -> kernel.mkdir(path));
  }

  @Override
  public void rmdir(String path) throws SyscallException {
    changed("rmdir " + path, () -> kernel.rmdir(path));
  }

  @Override
  public void rename(String from, String to) throws SyscallException {
    changed("rename " + from + " to " + to, () -> kernel.rename(from, to));
  }

  @Override
  public void mount(String type, String target) throws SyscallException {
    changed("mount " + type + " at " + target, () -> kernel.mount(type, target));
  }

  @Override
  public boolean exists(String path) throws SyscallException {
    return told(looks, "look for " + path, () -> kernel.exists(path));
  }

  @Override
  public List<String> list(String directory) throws SyscallException {
    return told(looks, "list " + directory, () -> kernel.list(directory));
  }

  @Override
  public byte[] readLink(String path) throws SyscallException {
    return told(looks, "readlink " + path, () -> kernel.readLink(path));
  }

  @Override
  public int effectiveUid() {
    return kernel.effectiveUid();
  }

  @Override
  public long pid() {
    return kernel.pid();
  }

  @Override
  public OptionalInt terminalWidth(int fdNumber) {
    return kernel.terminalWidth(fdNumber);
  }

  @Override
  public @Nullable Terminal terminal() {
    return kernel.terminal();
  }

  @Override
  public void hurry() {
    kernel.hurry();
  }

  @Override
  public void pause(int millis) {
    kernel.pause(millis);
  }

  /** A file that is only written to; where nothing was, its closing is what acts. */
  private final class ToldFd implements Fd {
    private final String path;
    private final Fd fd;
    private boolean written;

    ToldFd(String path, Fd fd) {
      this.path = path;
      this.fd = fd;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws SyscallException {
      return fd.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into) throws SyscallException {
      return fd.read(into);
    }

    @Override
    public int readAt(ByteBuffer into, long position) throws SyscallException {
      return fd.readAt(into, position);
    }

    @Override
    public void writeAt(ByteBuffer from, long position) throws SyscallException {
      written = true;
      changed("write to " + path, () -> fd.writeAt(from, position));
    }

    @Override
    public void write(byte[] from, int offset, int length) throws SyscallException {
      written = true;
      String value = new String(from, offset, Math.min(length, LONGEST), UTF_8);
      String more = length > LONGEST ? "..." : "";
      changed("write '" + value + more + "' to " + path, () -> fd.write(from, offset, length));
    }

    @Override
    public void chown(int uid, int gid) throws SyscallException {
      changed("chown " + path + " to " + uid + ":" + gid, () -> fd.chown(uid, gid));
    }

    @Override
    public void close() throws SyscallException {
      if (written) {
        fd.close();
      } else {
        changed("close " + path, fd::close);
      }
    }
  }
}
