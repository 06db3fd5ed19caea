package modtrace.sys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The processes of the kernel that we run on. */
public final class LinuxProbe implements Probe {
  private static final int KCMP_FILE = 0;
  private static final int KCMP_FILES = 2;

  /** The same on all architectures since they were added (asm-generic/unistd.h). */
  private static final int PIDFD_OPEN = 434;

  private static final int PIDFD_GETFD = 438;

  /** include/uapi/linux/sched.h: unshares the root and working directory of a thread. */
  private static final int CLONE_FS = 0x200;

  /** include/linux/socket.h. */
  private static final int AF_INET = 2;

  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;

  /** include/linux/net.h; all but MIPS. */
  private static final int SOCK_RAW = 3;

  private static final int SOCK_CLOEXEC = 02000000;

  /** include/uapi/linux/in.h. */
  private static final int IPPROTO_RAW = 255;

  /** More than the name in struct proto (include/net/sock.h), with its end. */
  private static final int PROTOCOL_NAME = 64;

  private static final Path THREAD_SELF = Path.of("/proc/thread-self");

  /** More than struct statfs of any architecture; f_type is its first word. */
  private static final int STATFS_BYTES = 512;

  /** include/uapi/linux/quota.h. */
  private static final int Q_GETFMT = 0x800004;

  private final LinuxKernel kernel;

  public LinuxProbe(LinuxKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public boolean isRoot() {
    return kernel.effectiveUid() == 0;
  }

  @Override
  public Stat stat(Path file) throws IOException {
    return SmallFile.stat(file);
  }

  @Override
  public boolean isSameFile(int task, int fd, int otherTask, int otherFd) throws SyscallException {
    return compareFiles(task, fd, otherTask, otherFd) == 0;
  }

  @Override
  public int compareFiles(int task, int fd, int otherTask, int otherFd) throws SyscallException {
    int order = compare(task, otherTask, KCMP_FILE, fd, otherFd);
    return order == 1 ? -1 : order;
  }

  @Override
  public boolean shareTable(int task, int otherTask) throws SyscallException {
    return compare(task, otherTask, KCMP_FILES, 0, 0) == 0;
  }

  /** 0 for the same, 1 for less, 2 for greater. */
  private int compare(int task, int otherTask, int type, int first, int second)
      throws SyscallException {
    return (int)
        call(
            "kcmp",
            "tasks " + task + ", " + otherTask,
            kcmp(),
            task,
            otherTask,
            type,
            first,
            second);
  }

  /** The number of kcmp(2): x86-64 has its own table, arm64 and riscv64 the generic one. */
  private static int kcmp() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> 312;
      case "ppc64", "ppc64le" -> 354;
      case "s390x" -> 343;
      default -> 272;
    };
  }

  /** The number of bpf(2), of the same tables. */
  private static int bpfNumber() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> 321;
      case "ppc64", "ppc64le" -> 361;
      case "s390x" -> 351;
      default -> 280;
    };
  }

  @Override
  public Bpf bpf() {
    return new LinuxBpf(
        kernel,
        (command, attributes) ->
            call(
                "bpf",
                "BPF objects",
                bpfNumber(),
                command,
                Pointer.nativeValue(attributes),
                attributes.size(),
                0,
                0));
  }

  @Override
  public Fd copyOf(int process, int fd) throws SyscallException {
    String what = "process " + process;
    int pidfd = (int) call("pidfd_open", what, PIDFD_OPEN, process, 0, 0, 0, 0);
    Fd owner = new LinuxFd(kernel, kernel.libc(), pidfd, what);
    try (owner) {
      int copy = (int) call("pidfd_getfd", what, PIDFD_GETFD, pidfd, fd, 0, 0, 0);
      return new LinuxFd(kernel, kernel.libc(), copy, "descriptor " + fd + " of " + what);
    }
  }

  @Override
  public int ioctl(Fd fd, long request, byte[] argument) throws SyscallException {
    int result = kernel.libc().ioctl(((LinuxFd) fd).number("ioctl"), request, argument);
    int errno = result < 0 ? kernel.libc().errno() : 0;
    return (int) checked("ioctl", fd.toString(), result, errno);
  }

  @Override
  public String drmDriver(Fd node) throws SyscallException {
    return DrmVersion.driver(
        request -> {
          int number = ((LinuxFd) node).number("ioctl");
          int result = kernel.libc().ioctl(number, DrmVersion.REQUEST, request);
          int errno = result < 0 ? kernel.libc().errno() : 0;
          checked("ioctl", node.toString(), result, errno);
        });
  }

  @Override
  public byte[] socketOption(Fd socket, int level, int option, int size) throws SyscallException {
    byte[] value = new byte[size];
    int length = option(socket, level, option, value);
    return Arrays.copyOf(value, Math.min(size, length));
  }

  @Override
  public void socketOption(Fd socket, int level, int option, byte[] value) throws SyscallException {
    option(socket, level, option, value);
  }

  private int option(Fd socket, int level, int option, byte[] value) throws SyscallException {
    int[] length = {value.length};
    int result =
        LibcRare.LIBC.getsockopt(
            ((LinuxFd) socket).number("getsockopt"), level, option, value, length);
    int errno = result < 0 ? kernel.libc().errno() : 0;
    checked("getsockopt", socket.toString(), result, errno);
    return length[0];
  }

  @Override
  public String socketProtocol(Path descriptor) throws SyscallException {
    byte[] name = new byte[PROTOCOL_NAME];
    long length =
        LibcRare.LIBC.getxattr(descriptor.toString(), "system.sockprotoname", name, name.length);
    int errno = length < 0 ? kernel.libc().errno() : 0;
    checked("getxattr", descriptor.toString(), length, errno);
    return new String(name, 0, (int) length, ISO_8859_1).replace("\0", "");
  }

  @Override
  public Fd rawSocket(boolean ipv6) throws SyscallException {
    return socket(ipv6 ? AF_INET6 : AF_INET, IPPROTO_RAW, "a raw socket");
  }

  @Override
  public Netlink netlink(int protocol) throws SyscallException {
    return new LinuxNetlink(kernel, socket(AF_NETLINK, protocol, "netlink protocol " + protocol));
  }

  private Fd socket(int family, int protocol, String what) throws SyscallException {
    int number = kernel.libc().socket(family, SOCK_RAW | SOCK_CLOEXEC, protocol);
    int errno = number < 0 ? kernel.libc().errno() : 0;
    checked("open", what, number, errno);
    return new LinuxFd(kernel, kernel.libc(), number, what);
  }

  @Override
  public <T> T within(String namespace, Namespace kind, Reading<T> work) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread inside =
        new Thread(
            () -> {
              try {
                enter(namespace, kind);
                result.complete(work.read());
              } catch (IOException | RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "in " + namespace);
    inside.setDaemon(true);
    inside.start();
    return outcome(result);
  }

  @Override
  public String mountsOf(String namespace) throws IOException {
    CompletableFuture<Path> entered = new CompletableFuture<>();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread inside =
        new Thread(
            () -> {
              try {
                Path task = Path.of("/proc").resolve(Files.readSymbolicLink(THREAD_SELF));
                enter(namespace, Namespace.MOUNT);
                entered.complete(task);
                done.join();
              } catch (IOException | RuntimeException | Error e) {
                entered.completeExceptionally(e);
              }
            },
            "in " + namespace);
    inside.setDaemon(true);
    inside.start();
    try {
      return Files.readString(outcome(entered).resolve("mountinfo"), ISO_8859_1);
    } finally {
      done.complete(true);
    }
  }

  @Override
  public long mountId(String path) throws SyscallException {
    try (Memory statx = new Memory(Statx.BYTES);
        Memory name = new Memory(path.getBytes(UTF_8).length + 1)) {
      statx.clear();
      name.setString(0, path, UTF_8.name());
      long result = Statx.ask(kernel.libc(), name, Statx.MNT_ID, statx);
      int errno = result < 0 ? kernel.libc().errno() : 0;
      checked("statx", path, result, errno);
      return Statx.mountId(statx);
    }
  }

  @Override
  public long magic(String path) throws SyscallException {
    byte[] statfs = new byte[STATFS_BYTES];
    int result = LibcRare.LIBC.statfs(path, statfs);
    int errno = result < 0 ? kernel.libc().errno() : 0;
    checked("statfs", path, result, errno);
    return ByteBuffer.wrap(statfs).order(ByteOrder.nativeOrder()).getInt() & 0xffffffffL;
  }

  @Override
  public int quotaFormat(String device, int type) throws SyscallException {
    byte[] format = new byte[Integer.BYTES];
    int result = LibcRare.LIBC.quotactl(Q_GETFMT << 8 | type, device, 0, format);
    int errno = result < 0 ? kernel.libc().errno() : 0;
    if (result < 0 && (errno == Errno.ESRCH.number() || errno == Errno.ENOSYS.number())) {
      return 0;
    }
    checked("quotactl", device, result, errno);
    return ByteBuffer.wrap(format).order(ByteOrder.nativeOrder()).getInt();
  }

  @Override
  public Fd deviceMapper() throws SyscallException {
    return kernel.open("/dev/mapper/control", OpenFlag.READ);
  }

  private static <T> T outcome(CompletableFuture<T> result) throws IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A thread that shares its directories with others may not leave for another mount namespace. */
  private void enter(String namespace, Namespace kind) throws SyscallException {
    try (Fd file = kernel.open(namespace)) {
      if (kind == Namespace.MOUNT) {
        int result = LibcRare.LIBC.unshare(CLONE_FS);
        int errno = result < 0 ? kernel.libc().errno() : 0;
        checked("unshare", namespace, result, errno);
      }
      int result = LibcRare.LIBC.setns(((LinuxFd) file).number("setns"), kind.flag());
      int errno = result < 0 ? kernel.libc().errno() : 0;
      checked("setns", namespace, result, errno);
    }
  }

  private long call(String name, String what, long number, long a, long b, long c, long d, long e)
      throws SyscallException {
    long result = kernel.libc().syscall(number, a, b, c, d, e);
    int errno = result < 0 ? kernel.libc().errno() : 0;
    return checked(name, what, result, errno);
  }

  private long checked(String name, String what, long result, int errno) throws SyscallException {
    if (result < 0) {
      throw kernel.refused(name, what, errno);
    }
    return result;
  }
}
