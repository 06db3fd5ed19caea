package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kernel in memory, and a strict one: a file that nobody declared fails the test, so does one
 * that is still open at the end, and so does waiting for ever. Any call can be made to fail.
 */
public final class FakeKernel implements Kernel, AutoCloseable {
  public static final String TRACEFS = FakeTree.TRACEFS;

  /** In a {@link #pipe} script: there is nothing to read for a while. */
  public static final String SILENCE = FakePipes.SILENCE;

  private final FakeTree tree;
  private final Set<FakeFd> open = new LinkedHashSet<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();
  private final FakeFaults faults = new FakeFaults();
  private final FakePipes pipes = new FakePipes();
  private final Map<String, byte[]> recorded = new HashMap<>();
  private @Nullable Terminal terminal;
  private int uid;

  /** A mounted tracefs with these events, {@code system:name} each, for root in process 42. */
  public FakeKernel(String... events) {
    tree = new FakeTree(events);
    tree.directories.add(TRACEFS + "/instances");
    file(TRACEFS + "/README", "tracing mini-HOWTO:\n");
    file(TRACEFS + "/available_events", String.join("\n", events) + "\n");
    file("/proc/self/mounts", "nodev " + TRACEFS + " tracefs rw 0 0\n");
    process(42, 1000);
    file("/proc/self/stat", KernelText.stat(42, 'S', 1000));
    link("/proc/self/ns/pid", "pid:[4026531836]");
    link("/proc/self/ns/time", "time:[4026531834]");
    absent("/sys/kernel/security/lockdown");
  }

  public static FakeKernel withModuleEvents() {
    return new FakeKernel(
        "module:module_free",
        "module:module_get",
        "module:module_load",
        "module:module_put",
        "module:module_request",
        "sched:sched_switch");
  }

  // What there is.

  public FakeKernel file(String path, String content) {
    tree.files.put(path, content);
    tree.absent.remove(path);
    return this;
  }

  public FakeKernel directory(String path) {
    tree.directories.add(path);
    return this;
  }

  public FakeKernel link(String path, String target) {
    tree.links.put(path, target.getBytes(UTF_8));
    return this;
  }

  /** There is nothing there, and it is all right to ask. */
  public FakeKernel absent(String path) {
    tree.files.remove(path);
    tree.links.remove(path);
    tree.absent.add(path);
    return this;
  }

  public FakeKernel process(long pid, long startTicks) {
    file("/proc/" + pid + "/task/" + pid + "/stat", "");
    return file("/proc/" + pid + "/stat", KernelText.stat(pid, 'S', startTicks));
  }

  public FakeKernel zombie(long pid, long startTicks) {
    return process(pid, startTicks)
        .file("/proc/" + pid + "/stat", KernelText.stat(pid, 'Z', startTicks));
  }

  public FakeKernel instance(String name) {
    tree.addInstance(TRACEFS + "/instances/" + name);
    return this;
  }

  /** A file that every instance has from now on. */
  public FakeKernel instanceFile(String name, String content) {
    tree.instanceFiles.put(name, content);
    return this;
  }

  public FakeKernel withoutInstanceFile(String name) {
    tree.instanceFiles.remove(name);
    return this;
  }

  public FakeKernel user(int uid) {
    this.uid = uid;
    return this;
  }

  /** There is one on standard input and output. */
  public FakeKernel on(Terminal ours) {
    terminal = ours;
    return this;
  }

  /** What trace_pipe gives, read by read. */
  public FakeKernel pipe(String... reads) {
    pipes.add(reads);
    return this;
  }

  /** What trace_pipe_raw of a CPU gives, read by read. */
  public FakeKernel raw(int cpu, byte[]... pages) {
    pipes.add(cpu, pages);
    return this;
  }

  // What goes wrong.

  /** The nth such call on the path (from 1) fails; 0 is every one. */
  public FakeKernel fail(String call, String path, int nth, Errno errno) {
    faults.fail(call, path, nth, errno);
    return this;
  }

  /** The nth call of all (from 1) fails: with EBUSY for rmdir, with EIO for others. */
  public FakeKernel failCall(int nth) {
    faults.failCall(nth);
    return this;
  }

  /** Something happens at the nth call of all (from 1). */
  public FakeKernel atCall(int nth, Runnable event) {
    faults.atCall(nth, event);
    return this;
  }

  // What happened.

  /** {@code call path} of each call. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public int callCount() {
    return faults.calls();
  }

  /** {@code name=value} of each write to a file of an instance, in order. */
  public synchronized List<String> writes() {
    return writes.stream()
        .filter(tree::inInstances)
        .map(write -> write.substring((TRACEFS + "/instances/").length()))
        .map(write -> write.substring(write.indexOf('/') + 1))
        .toList();
  }

  /** {@code path=value} of each write to anything but an instance. */
  public synchronized List<String> globalWrites() {
    return writes.stream().filter(write -> !tree.inInstances(write)).toList();
  }

  public synchronized List<String> instances() {
    return tree.list(TRACEFS + "/instances");
  }

  public synchronized @Nullable String content(String path) {
    return tree.files.get(path);
  }

  /** What was written to a place in a new file. */
  public synchronized byte[] recorded(String path) {
    return Objects.requireNonNull(recorded.get(path), path);
  }

  /** Fails when a file is still open; the cause says where it was opened. */
  @Override
  public synchronized void close() {
    if (!open.isEmpty()) {
      FakeFd leaked = open.iterator().next();
      throw new AssertionError(open.size() + " open, one is " + leaked.path, leaked.openedAt);
    }
  }

  // The calls.

  @Override
  public Fd open(String path, OpenFlag... flags) throws SyscallException {
    enter("open", path);
    synchronized (this) {
      if (!tree.knows(path)) {
        throw new SyscallException("open", path, Errno.ENOENT);
      }
      if (path.endsWith("/trace_pipe") && open.stream().anyMatch(fd -> fd.path.equals(path))) {
        throw new SyscallException("open", path, Errno.EBUSY);
      }
      return opened(new FakeFd(this, path, String.valueOf(tree.files.get(path))));
    }
  }

  @Override
  public Fd eventFd() throws SyscallException {
    enter("eventfd", "a stop event");
    return opened(new FakeFd(this, "eventfd", ""));
  }

  @Override
  public void signal(Fd eventFd) throws SyscallException {
    ((FakeFd) eventFd).requireOpen("write");
    enter("write", "eventfd");
    pipes.signal();
  }

  @Override
  public PollSet pollSet(Fd... fds) {
    return new PollSet() {
      @Override
      public int await(int timeoutMillis) throws SyscallException {
        for (Fd fd : fds) {
          ((FakeFd) fd).requireOpen("poll");
        }
        enter("poll", "events");
        return pipes.poll(timeoutMillis);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void mkdir(String path) throws SyscallException {
    enter("mkdir", path);
    synchronized (this) {
      if (!tree.isInstance(path)) {
        throw new AssertionError("mkdir " + path);
      }
      if (tree.exists(path)) {
        throw new SyscallException("mkdir", path, Errno.EEXIST);
      }
      tree.addInstance(path);
    }
  }

  @Override
  public void rmdir(String path) throws SyscallException {
    enter("rmdir", path);
    synchronized (this) {
      if (!tree.knows(path)) {
        throw new SyscallException("rmdir", path, Errno.ENOENT);
      }
      if (open.stream().anyMatch(fd -> fd.path.startsWith(path + "/"))) {
        throw new SyscallException("rmdir", path, Errno.EBUSY);
      }
      tree.removeInstance(path);
    }
  }

  @Override
  public void rename(String from, String to) throws SyscallException {
    enter("rename", from);
    synchronized (this) {
      recorded.put(to, Objects.requireNonNull(recorded.remove(from), from));
    }
  }

  @Override
  public void mount(String type, String target) throws SyscallException {
    enter("mount", target);
  }

  @Override
  public boolean exists(String path) throws SyscallException {
    enter("access", path);
    synchronized (this) {
      return tree.knows(path);
    }
  }

  @Override
  public List<String> list(String directory) throws SyscallException {
    enter("list", directory);
    synchronized (this) {
      if (!tree.knows(directory)) {
        throw new SyscallException("list", directory, Errno.ENOENT);
      }
      return tree.list(directory);
    }
  }

  @Override
  public byte[] readLink(String path) throws SyscallException {
    enter("readlink", path);
    byte[] target = tree.links.get(path);
    if (target == null) {
      tree.knows(path);
      throw new SyscallException("readlink", path, Errno.ENOENT);
    }
    return target.clone();
  }

  @Override
  public int effectiveUid() {
    return uid;
  }

  @Override
  public long pid() {
    return 42;
  }

  @Override
  public OptionalInt terminalWidth(int fdNumber) {
    return OptionalInt.empty();
  }

  @Override
  public @Nullable Terminal terminal() {
    return terminal;
  }

  @Override
  public void hurry() {}

  @Override
  public void pause(int millis) {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // For the files.

  /** Notes a call and lets it fail; not under the lock, for what happens may take it. */
  void enter(String call, String path) throws SyscallException {
    synchronized (this) {
      calls.add(call + " " + path);
    }
    faults.meet(call, path);
  }

  int readPipe(byte[] into, int offset, int length) {
    return pipes.read(into, offset, length);
  }

  int readRaw(String path, ByteBuffer into) {
    return pipes.readRaw(path, into);
  }

  synchronized void recorded(String path, byte[] bytes) {
    recorded.put(path, bytes);
  }

  synchronized void written(String path, String value) throws SyscallException {
    writes.add(path + "=" + value);
    boolean clock = path.endsWith("/trace_clock");
    if (clock && !String.valueOf(tree.files.get(path)).contains(value)) {
      throw new SyscallException("write", path, Errno.EINVAL);
    }
    if (tree.files.containsKey(path)) {
      tree.files.put(path, value + "\n");
    }
  }

  synchronized void closed(FakeFd fd) {
    open.remove(fd);
  }

  private synchronized FakeFd opened(FakeFd fd) {
    open.add(fd);
    return fd;
  }
}
