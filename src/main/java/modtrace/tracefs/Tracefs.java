package modtrace.tracefs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/**
 * The mounted tracefs. Only its {@code instances} directory is ever written to, but by {@link
 * TopLevel}.
 */
public final class Tracefs {
  /** Where it belongs since Linux 4.1 (Documentation/trace/ftrace.rst). */
  static final String MOUNT_POINT = "/sys/kernel/tracing";

  private final Kernel kernel;
  private final String root;
  private final boolean readOnly;

  private Tracefs(Kernel kernel, String root, boolean readOnly) {
    this.kernel = kernel;
    this.root = root;
    this.readOnly = readOnly;
  }

  /**
   * Finds tracefs where it is mounted; else mounts it where it belongs; else takes the tracing
   * directory of a mounted debugfs, which is all that kernels before 4.1 have.
   *
   * @param note told when something was mounted
   * @throws TracefsException when this kernel has none, or we may not use it
   */
  public static Tracefs find(Kernel kernel, Consumer<String> note) throws IOException {
    try {
      Optional<Mount> mounted = Mount.best(mounts(kernel), "tracefs", MOUNT_POINT);
      return at(kernel, mounted.isPresent() ? mounted.get() : mount(kernel, note));
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  /** Where tracefs is mounted already; empty where it is not, or hidden from us. */
  public static Optional<Tracefs> mounted(Kernel kernel) throws IOException {
    try {
      Optional<Mount> mounted = Mount.best(mounts(kernel), "tracefs", MOUNT_POINT);
      return mounted.isPresent() ? Optional.of(at(kernel, mounted.get())) : Optional.empty();
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  private static List<Mount> mounts(Kernel kernel) throws SyscallException {
    return Mount.parse(new ControlFile(kernel, "/proc/self/mounts").lines());
  }

  /** A kernel that is locked down from its start lets it be mounted, and makes no file in it. */
  private static Tracefs at(Kernel kernel, Mount mount) throws IOException {
    String root = mount.target();
    if (kernel.list(root).isEmpty()) {
      throw TracefsException.empty(root);
    }
    return new Tracefs(kernel, root, mount.readOnly());
  }

  /** Where that is refused, takes what is there by now: somebody else may have been quicker. */
  private static Mount mount(Kernel kernel, Consumer<String> note) throws IOException {
    try {
      kernel.mount("tracefs", MOUNT_POINT);
      note.accept("mounted tracefs at " + MOUNT_POINT);
      return new Mount(MOUNT_POINT, "tracefs", false);
    } catch (SyscallException e) {
      List<Mount> mounts = mounts(kernel);
      Optional<Mount> others = Mount.best(mounts, "tracefs", MOUNT_POINT);
      if (others.isPresent()) {
        return others.get();
      }
      Optional<Mount> debugfs =
          Mount.best(mounts, "debugfs", "/sys/kernel/debug")
              .map(mount -> new Mount(mount.target() + "/tracing", "tracefs", mount.readOnly()));
      if (debugfs.isPresent() && kernel.exists(debugfs.get().target())) {
        return debugfs.get();
      }
      if (e.is(Errno.ENODEV) || e.is(Errno.ENOENT)) {
        throw new TracefsException(
            "this kernel cannot trace: it has no tracefs", "it needs CONFIG_TRACING");
      }
      throw e;
    }
  }

  /** The directory it is mounted at. */
  public String root() {
    return root;
  }

  /** Whether it is mounted so that nothing can be changed. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** The events of this kernel. */
  public EventCatalog events() throws IOException {
    try {
      return EventCatalog.parse(file("available_events").lines());
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        throw new TracefsException(
            "this kernel has no trace events", "it needs CONFIG_EVENT_TRACING");
      }
      throw TracefsException.of(kernel, e);
    }
  }

  /** The tracers of this kernel, {@code nop} among them. */
  public List<String> tracers() throws IOException {
    try {
      return List.of(file("available_tracers").read().trim().split(" +", -1));
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  /** The tracer of the top level. */
  public String currentTracer() throws IOException {
    try {
      return file("current_tracer").read().trim();
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  /** The instances there are, everybody's. */
  public List<String> instances() throws IOException {
    try {
      return kernel.list(root + "/instances");
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  /** A private instance of this process; nothing happens before its {@code start}. */
  public TraceInstance instance(TraceRequest request) throws IOException {
    String name = InstanceOwner.self(kernel).instanceName();
    return new TraceInstance(kernel, instanceDirectory(name), request);
  }

  /** The instance that outlives its commands, there or not. */
  public FlightRecorder recorder() {
    return new FlightRecorder(kernel, instanceDirectory(FlightRecorder.NAME));
  }

  /** What is outside all instances. */
  public TopLevel topLevel() {
    return new TopLevel(new InstanceDirectory(kernel, root));
  }

  /** What can be left out of a recording for good in this kernel. */
  public Chatter chatter() throws IOException {
    try {
      return Chatter.of(kernel);
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  InstanceDirectory instanceDirectory(String name) {
    return new InstanceDirectory(kernel, root + "/instances/" + name);
  }

  Kernel kernel() {
    return kernel;
  }

  private ControlFile file(String name) {
    return new ControlFile(kernel, root + "/" + name);
  }
}
