package modtrace.sys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kernel that we run on. JNA is loaded by the first call that needs it, not before. */
public final class LinuxKernel implements Kernel {
  /** O_CLOEXEC = EFD_CLOEXEC (include/uapi/asm-generic/fcntl.h). */
  private static final int O_CLOEXEC = 02000000;

  /** include/uapi/linux/limits.h. */
  private static final int PATH_MAX = 4096;

  /** The least nice (include/linux/sched/prio.h). */
  private static final int HIGHEST_PRIORITY = -20;

  private static final int CREATED_FILE_MODE = 0600;
  private static final int CREATED_DIRECTORY_MODE = 0700;

  /** access(2): is it there. */
  private static final int F_OK = 0;

  private static volatile @Nullable RawFiles rawFiles;

  /** Whether a thread loads libc, or has. */
  private static boolean loading;

  private final Supplier<Libc> libc;

  public LinuxKernel() {
    this(() -> Loaded.LIBC);
  }

  LinuxKernel(Supplier<Libc> libc) {
    this.libc = libc;
  }

  @Override
  public Fd open(String path, OpenFlag... flags) throws SyscallException {
    int bits = O_CLOEXEC;
    for (OpenFlag flag : flags) {
      bits |= flag.bits();
    }
    while (true) {
      int number = libc().open(path, bits, CREATED_FILE_MODE);
      int errno = number < 0 ? libc().errno() : 0;
      if (number >= 0) {
        return new LinuxFd(this, libc(), number, path);
      }
      if (errno != Errno.EINTR.number()) {
        throw refused("open", path, errno);
      }
    }
  }

  @Override
  public Fd eventFd() throws SyscallException {
    int number = LibcRare.LIBC.eventfd(0, O_CLOEXEC);
    int errno = number < 0 ? libc().errno() : 0;
    if (number < 0) {
      throw refused("eventfd", "a stop event", errno);
    }
    return new LinuxFd(this, libc(), number, "the stop event");
  }

  @Override
  public void signal(Fd eventFd) throws SyscallException {
    byte[] one = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(1).array();
    eventFd.write(one, 0, one.length);
  }

  @Override
  public PollSet pollSet(Fd... fds) throws SyscallException {
    int[] numbers = new int[fds.length];
    for (int i = 0; i < fds.length; i++) {
      numbers[i] = ((LinuxFd) fds[i]).number("poll");
    }
    return new LinuxPollSet(this, libc(), numbers);
  }

  @Override
  public void mkdir(String path) throws SyscallException {
    int result = LibcRare.LIBC.mkdir(path, CREATED_DIRECTORY_MODE);
    int errno = result < 0 ? libc().errno() : 0;
    check("mkdir", path, result, errno);
  }

  @Override
  public void rmdir(String path) throws SyscallException {
    int result = LibcRare.LIBC.rmdir(path);
    int errno = result < 0 ? libc().errno() : 0;
    check("rmdir", path, result, errno);
  }

  @Override
  public void rename(String from, String to) throws SyscallException {
    int result = LibcRare.LIBC.rename(from, to);
    int errno = result < 0 ? libc().errno() : 0;
    check("rename", from + " to " + to, result, errno);
  }

  @Override
  public void mount(String type, String target) throws SyscallException {
    int result = LibcRare.LIBC.mount(type, target, type, 0, null);
    int errno = result < 0 ? libc().errno() : 0;
    check("mount", type + " at " + target, result, errno);
  }

  @Override
  public boolean exists(String path) throws SyscallException {
    int result = LibcRare.LIBC.access(path, F_OK);
    int errno = result < 0 ? libc().errno() : 0;
    if (errno == Errno.ENOENT.number() || errno == Errno.ENOTDIR.number()) {
      return false;
    }
    check("access", path, result, errno);
    return true;
  }

  @Override
  public List<String> list(String directory) throws SyscallException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw refused("list", directory, errno(e).number());
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public byte[] readLink(String path) throws SyscallException {
    byte[] target = new byte[PATH_MAX];
    long length = libc().readlink(path, target, target.length);
    int errno = length < 0 ? libc().errno() : 0;
    check("readlink", path, (int) length, errno);
    return Arrays.copyOf(target, (int) length);
  }

  @Override
  public int effectiveUid() {
    return libc().geteuid();
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public OptionalInt terminalWidth(int fdNumber) {
    int columns = windowSize(fdNumber)[1];
    return columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns);
  }

  /**
   * Rows and columns of a terminal; 0 where it is none, or does not know. struct winsize { unsigned
   * short ws_row, ws_col, … } (include/uapi/asm-generic/termios.h).
   */
  int[] windowSize(int fdNumber) {
    byte[] winsize = new byte[4 * Short.BYTES];
    if (libc().ioctl(fdNumber, tiocgwinsz(), winsize) < 0) {
      return new int[2];
    }
    ByteBuffer size = ByteBuffer.wrap(winsize).order(ByteOrder.nativeOrder());
    return new int[] {
      Short.toUnsignedInt(size.getShort(0)), Short.toUnsignedInt(size.getShort(Short.BYTES))
    };
  }

  @Override
  public @Nullable Terminal terminal() {
    return LinuxTerminal.ofProcess(this);
  }

  /** PRIO_PROCESS with 0 is the calling thread (setpriority(2)). */
  @Override
  public void hurry() {
    int unused = LibcRare.LIBC.setpriority(0, 0, HIGHEST_PRIORITY);
  }

  @Override
  public void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The exception for a refused call, with the advice to become root where that would help. */
  SyscallException refused(String call, String what, int number) {
    Errno errno = Errno.of(number);
    boolean permission = errno == Errno.EACCES || errno == Errno.EPERM;
    String advice = permission && effectiveUid() != 0 ? "run as root" : "";
    return new SyscallException(call, what, number, advice);
  }

  private void check(String call, String what, int result, int errno) throws SyscallException {
    if (result < 0) {
      throw refused(call, what, errno);
    }
  }

  private static Errno errno(Exception e) {
    Throwable why = e instanceof DirectoryIteratorException ? e.getCause() : e;
    if (why instanceof NoSuchFileException) {
      return Errno.ENOENT;
    }
    if (why instanceof AccessDeniedException) {
      return Errno.EACCES;
    }
    return why instanceof NotDirectoryException ? Errno.ENOTDIR : Errno.EIO;
  }

  /** include/uapi/asm-generic/ioctls.h; powerpc encodes it by _IOR. */
  private static long tiocgwinsz() {
    return System.getProperty("os.arch", "").startsWith("ppc64") ? 0x40087468 : 0x5413;
  }

  Libc libc() {
    return libc.get();
  }

  /**
   * Loads the C library on a thread of its own, while the caller does what needs none: it takes as
   * long as reading a hundred processes.
   */
  public static synchronized void loadAhead() {
    if (!loading) {
      loading = true;
      new Loading().start();
    }
  }

  /** Files by system calls; null as long as libc is not loaded. */
  static @Nullable RawFiles rawFiles() {
    return rawFiles;
  }

  /** A class and no lambda: the first lambda of a start takes some milliseconds. */
  private static final class Loading extends Thread {
    Loading() {
      super("load libc");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        Objects.requireNonNull(Loaded.LIBC);
      } catch (LinkageError e) {
        return; // whoever needs it is told
      }
    }
  }

  private static final class Loaded {
    static final Libc LIBC = new Libc();

    static {
      rawFiles = new RawFiles(LIBC);
    }
  }
}
