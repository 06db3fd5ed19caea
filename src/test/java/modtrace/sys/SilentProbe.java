package modtrace.sys;

import java.io.IOException;
import java.nio.file.Path;

/** A kernel that answers nothing: what is not overridden must not be asked. */
public class SilentProbe implements Probe {
  /** What happens to a question. */
  protected SyscallException refusal(String call) {
    throw new AssertionError(call);
  }

  @Override
  public boolean isRoot() {
    return false;
  }

  @Override
  public boolean isSameFile(int task, int fd, int otherTask, int otherFd) throws SyscallException {
    throw refusal("kcmp");
  }

  @Override
  public int compareFiles(int task, int fd, int otherTask, int otherFd) throws SyscallException {
    throw refusal("kcmp");
  }

  @Override
  public boolean shareTable(int task, int otherTask) throws SyscallException {
    throw refusal("kcmp");
  }

  @Override
  public Bpf bpf() {
    throw new AssertionError("bpf");
  }

  @Override
  public Fd copyOf(int process, int fd) throws SyscallException {
    throw refusal("pidfd_getfd");
  }

  @Override
  public int ioctl(Fd fd, long request, byte[] argument) throws SyscallException {
    throw refusal("ioctl");
  }

  @Override
  public String drmDriver(Fd node) throws SyscallException {
    throw refusal("ioctl");
  }

  @Override
  public byte[] socketOption(Fd socket, int level, int option, int size) throws SyscallException {
    throw refusal("getsockopt");
  }

  @Override
  public void socketOption(Fd socket, int level, int option, byte[] value) throws SyscallException {
    throw refusal("getsockopt");
  }

  @Override
  public String socketProtocol(Path descriptor) throws SyscallException {
    throw refusal("getxattr");
  }

  @Override
  public Fd rawSocket(boolean ipv6) throws SyscallException {
    throw refusal("socket");
  }

  @Override
  public Netlink netlink(int protocol) throws SyscallException {
    throw refusal("netlink");
  }

  @Override
  public <T> T within(String namespace, Namespace kind, Reading<T> work) throws IOException {
    throw refusal("setns");
  }

  @Override
  public String mountsOf(String namespace) throws IOException {
    throw refusal("setns");
  }

  @Override
  public long mountId(String path) throws SyscallException {
    throw refusal("statx");
  }

  @Override
  public long magic(String path) throws SyscallException {
    throw refusal("statfs");
  }

  @Override
  public int quotaFormat(String device, int type) throws SyscallException {
    throw refusal("quotactl");
  }

  @Override
  public Fd deviceMapper() throws SyscallException {
    throw refusal("open");
  }
}
