package modtrace.finder;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Bpf;
import modtrace.sys.Errno;
import modtrace.sys.Fd;
import modtrace.sys.Netlink;
import modtrace.sys.Probe;
import modtrace.sys.SilentProbe;
import modtrace.sys.Stat;
import modtrace.sys.SyscallException;

/** A kernel that answers with bytes that somebody made up, or refuses. */
final class MadeUpProbe extends SilentProbe {
  private static final int LONGEST = 200;

  private final Probe system;
  private final FuzzedDataProvider data;

  /**
   * @param system knows what its files are
   */
  MadeUpProbe(Probe system, FuzzedDataProvider data) {
    this.system = system;
    this.data = data;
  }

  @Override
  protected SyscallException refusal(String call) {
    return new SyscallException(call, "what nobody made up", Errno.EACCES);
  }

  private void refuseSometimes(String call) throws SyscallException {
    if (data.remainingBytes() == 0 || data.consumeByte() == 0) {
      throw refusal(call);
    }
  }

  private void answer(byte[] into) {
    byte[] bytes = data.consumeBytes(into.length);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
  }

  @Override
  public Stat stat(Path file) throws IOException {
    return system.stat(file);
  }

  @Override
  public boolean isRoot() {
    return true;
  }

  @Override
  public boolean shareTable(int task, int otherTask) {
    return true;
  }

  @Override
  public boolean isSameFile(int task, int fd, int otherTask, int otherFd) {
    return data.consumeBoolean();
  }

  @Override
  public int compareFiles(int task, int fd, int otherTask, int otherFd) {
    return Integer.compare(fd, otherFd);
  }

  @Override
  public Bpf bpf() {
    return new Bpf() {
      @Override
      public List<Link> links() throws SyscallException {
        refuseSometimes("bpf");
        return List.of(new Link(1, word(), word(), data.consumeInt()));
      }

      @Override
      public Probed probed(int process, int fd) {
        return new Probed(word(), data.consumeBoolean());
      }
    };
  }

  private String word() {
    return data.consumeAsciiString(16);
  }

  @Override
  public Fd copyOf(int process, int fd) throws SyscallException {
    refuseSometimes("pidfd_getfd");
    return new NoFile();
  }

  @Override
  public int ioctl(Fd fd, long request, byte[] argument) throws SyscallException {
    refuseSometimes("ioctl");
    answer(argument);
    return 0;
  }

  @Override
  public String drmDriver(Fd node) throws SyscallException {
    refuseSometimes("ioctl");
    return word();
  }

  @Override
  public byte[] socketOption(Fd socket, int level, int option, int size) throws SyscallException {
    refuseSometimes("getsockopt");
    return data.consumeBytes(size);
  }

  @Override
  public void socketOption(Fd socket, int level, int option, byte[] value) throws SyscallException {
    refuseSometimes("getsockopt");
    answer(value);
  }

  @Override
  public String socketProtocol(Path descriptor) throws SyscallException {
    refuseSometimes("getxattr");
    return word();
  }

  @Override
  public Fd rawSocket(boolean ipv6) throws SyscallException {
    refuseSometimes("socket");
    return new NoFile();
  }

  @Override
  public <T> T within(String namespace, Namespace kind, Reading<T> work) throws IOException {
    refuseSometimes("setns");
    return work.read();
  }

  @Override
  public String mountsOf(String namespace) throws IOException {
    refuseSometimes("setns");
    return data.consumeAsciiString(LONGEST);
  }

  @Override
  public long mountId(String path) {
    return data.consumeLong(0, 1000);
  }

  @Override
  public long magic(String path) {
    return data.consumeLong();
  }

  @Override
  public int quotaFormat(String device, int type) {
    return data.consumeInt();
  }

  @Override
  public Fd deviceMapper() throws SyscallException {
    refuseSometimes("open");
    return new NoFile();
  }

  @Override
  public Netlink netlink(int protocol) throws SyscallException {
    refuseSometimes("socket");
    return new Netlink() {
      @Override
      public List<Message> dump(int type, byte[] body) throws SyscallException {
        refuseSometimes("netlink");
        List<Message> messages = new ArrayList<>();
        while (data.remainingBytes() > 0 && data.consumeBoolean()) {
          byte[] bytes = data.consumeBytes(data.consumeInt(0, LONGEST));
          var answer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
          messages.add(new Message(type, answer));
        }
        return messages;
      }

      @Override
      public List<Message> request(int type, byte[] body) throws SyscallException {
        return dump(type, body);
      }

      @Override
      public void close() {}
    };
  }

  /** A descriptor that is only handed to the probe again. */
  private static final class NoFile implements Fd {
    @Override
    public int read(byte[] into, int offset, int length) {
      return 0;
    }

    @Override
    public int read(ByteBuffer into) {
      return 0;
    }

    @Override
    public int readAt(ByteBuffer into, long position) {
      return 0;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public void writeAt(ByteBuffer from, long position) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public void chown(int uid, int gid) {
      throw new AssertionError("nothing is changed by looking");
    }

    @Override
    public void close() {}
  }
}
