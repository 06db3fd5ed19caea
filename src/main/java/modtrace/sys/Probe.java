package modtrace.sys;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What modtrace asks of Linux about other processes' files and namespaces. Nothing is changed by
 * asking. Refusals are {@link SyscallException}s.
 */
public interface Probe {
  /** Whether we are root, to whom more is shown. */
  boolean isRoot();

  /** stat(2) of what a file leads to. */
  default Stat stat(Path file) throws IOException {
    return Stat.read(file);
  }

  /**
   * Whether two descriptors are one open file description: copies by dup, fork or passing on
   * (kcmp(2), KCMP_FILE).
   *
   * @param task id of a thread whose table has the descriptor
   */
  boolean isSameFile(int task, int fd, int otherTask, int otherFd) throws SyscallException;

  /**
   * The order in which the kernel holds two descriptors' open file descriptions: 0 for one and the
   * same, else less or greater, for sorting (kcmp(2), KCMP_FILE).
   */
  int compareFiles(int task, int fd, int otherTask, int otherFd) throws SyscallException;

  /** Whether two threads share one table of descriptors (kcmp(2), KCMP_FILES). */
  boolean shareTable(int task, int otherTask) throws SyscallException;

  /**
   * A descriptor of our own for what another process has open (pidfd_getfd(2), Linux 5.6). The file
   * stays open until it is closed, even when its owner closes it: for a moment only.
   */
  Fd copyOf(int process, int fd) throws SyscallException;

  /** ioctl(2); {@code argument} is read and written in place. */
  int ioctl(Fd fd, long request, byte[] argument) throws SyscallException;

  /** The name of the DRM driver of an open node (DRM_IOCTL_VERSION, include/uapi/drm/drm.h). */
  String drmDriver(Fd node) throws SyscallException;

  /**
   * getsockopt(2).
   *
   * @return what the kernel wrote, {@code size} bytes at most
   */
  byte[] socketOption(Fd socket, int level, int option, int size) throws SyscallException;

  /** getsockopt(2) of an option that is asked with a value, which is read and written in place. */
  void socketOption(Fd socket, int level, int option, byte[] value) throws SyscallException;

  /**
   * The name of the protocol of a socket, as /proc/net/protocols has it, or nothing for one that
   * has none (the attribute system.sockprotoname, net/socket.c).
   *
   * @param descriptor such as {@code /proc/42/fd/3}; it is not opened
   */
  String socketProtocol(Path descriptor) throws SyscallException;

  /**
   * A raw IP socket of our own, in the network namespace of this thread, that nothing is sent by.
   *
   * @param ipv6 only where the kernel has IPv6
   */
  Fd rawSocket(boolean ipv6) throws SyscallException;

  /**
   * A netlink socket of our own, in the network namespace of this thread.
   *
   * @param protocol such as {@link Netlink#ROUTE}; asking for one that is not there would make the
   *     kernel load its module
   */
  Netlink netlink(int protocol) throws SyscallException;

  /** What BPF programs are attached to. */
  Bpf bpf();

  /** Work that reads files. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Reads from inside another namespace, on a thread of its own that ends with the work (setns(2)).
   *
   * @param namespace a file of nsfs, such as {@code /proc/42/ns/net} or {@code /run/netns/blue}
   * @param kind what it is; in a mount namespace all paths are that namespace's
   */
  <T> T within(String namespace, Namespace kind, Reading<T> work) throws IOException;

  /**
   * The text of the mountinfo of a mount namespace, as seen from its root; each byte one character.
   *
   * @param namespace a file of nsfs
   */
  String mountsOf(String namespace) throws IOException;

  /**
   * The id of the mount that a file is on, links followed (statx(2), Linux 5.8); 0 where the kernel
   * does not tell.
   */
  long mountId(String path) throws SyscallException;

  /** The magic number of the type of a file's file system (statfs(2)). */
  long magic(String path) throws SyscallException;

  /**
   * The format of the quota that is kept on a file system (quotactl(2), Q_GETFMT); 0 for none.
   *
   * @param device the path of the block device that it is on; it is not opened
   * @param type of quota: 0 users', 1 groups', 2 projects'
   */
  int quotaFormat(String device, int type) throws SyscallException;

  /**
   * Opens the control node of the device mapper, which takes a reference on dm_mod until closed.
   */
  Fd deviceMapper() throws SyscallException;

  /** The namespaces that can be entered (include/uapi/linux/sched.h). */
  enum Namespace {
    MOUNT(0x00020000),
    NET(0x40000000);

    private final int flag;

    Namespace(int flag) {
      this.flag = flag;
    }

    int flag() {
      return flag;
    }
  }
}
