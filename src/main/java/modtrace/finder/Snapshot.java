package modtrace.finder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.ProcessDetails;
import modtrace.proc.BlockDevice;
import modtrace.proc.Descriptor;
import modtrace.proc.DescriptorInfo;
import modtrace.proc.DescriptorTables;
import modtrace.proc.KernelRelease;
import modtrace.proc.LoadedModules;
import modtrace.proc.ModuleAliases;
import modtrace.proc.NetProtocols;
import modtrace.proc.ProcTask;
import modtrace.proc.Processes;
import modtrace.sys.Errno;
import modtrace.sys.Fd;
import modtrace.sys.Probe;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/** The running system as it is looked at once: each part is read when the first finder asks. */
public final class Snapshot {
  private final Path root;
  private final Probe probe;
  private final Map<Class<?>, Object> parts = new HashMap<>();

  /**
   * A look at this moment.
   *
   * @param root where /proc, /sys and /lib/modules are found: {@code /} but for tests
   */
  public Snapshot(Path root, Probe probe) {
    this.root = root;
    this.probe = probe;
  }

  /** A part of the system, to be read. */
  @FunctionalInterface
  interface Part<T> {
    T read() throws IOException;
  }

  /** What was read of the system at this moment, for all modules that are asked about. */
  <T> T once(Class<T> type, Part<T> part) throws IOException {
    Object known = parts.get(type);
    if (known == null) {
      known = part.read();
      parts.put(type, known);
    }
    return type.cast(known);
  }

  ProcessDetails details() {
    return new ProcessDetails(root);
  }

  Path root() {
    return root;
  }

  /** A file by the path that a process has for it; null for one that our locale cannot name. */
  @Nullable Path place(String path) {
    try {
      int start = 0;
      while (start < path.length() && path.charAt(start) == '/') {
        start++;
      }
      return root.resolve(path.substring(start));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  Path proc() {
    return root.resolve("proc");
  }

  Path sys() {
    return root.resolve("sys");
  }

  Probe probe() {
    return probe;
  }

  /**
   * What the kernel refused to show, with what to do about it.
   *
   * @param what with the number in place of {@code #}: {@code the files of #}
   * @param noun in the singular, whose plural has an s or es more
   */
  String refused(String what, int number, String noun) {
    String plural = noun + (noun.endsWith("s") ? "es" : "s");
    return what.replace("#", number + " " + (number == 1 ? noun : plural))
        + (probe.isRoot() ? " (permission denied)" : " (run as root)");
  }

  /** All processes, by pid, kernel threads among them. */
  List<ProcTask> processes() throws IOException {
    return shown().all();
  }

  /** Which processes are not shown to us, and why. */
  List<String> hiddenProcesses() throws IOException {
    List<String> hidden = new ArrayList<>(shown().elsewhere());
    if (shown().refused() > 0) {
      hidden.add(refused("#", shown().refused(), "process"));
    }
    return hidden;
  }

  private Processes shown() throws IOException {
    return once(Processes.class, () -> Processes.read(proc()));
  }

  /** All open files of all processes. */
  DescriptorTables descriptors() throws IOException {
    return once(DescriptorTables.class, () -> DescriptorTables.read(proc(), processes(), probe));
  }

  /** All mounts of all mount namespaces. */
  MountNamespaces mounts() throws IOException {
    return once(MountNamespaces.class, () -> MountNamespaces.read(this));
  }

  /** Which module brings which type of file system. */
  FileSystems fileSystems() throws IOException {
    return once(FileSystems.class, () -> FileSystems.read(this));
  }

  /** All disks and partitions, by name. */
  List<BlockDevice> disks() throws IOException {
    return once(Disks.class, () -> new Disks(BlockDevice.read(sys()))).all();
  }

  private record Disks(List<BlockDevice> all) {}

  /** All disks and partitions, and who has them open. */
  BlockDevices blockDevices() throws IOException {
    return once(BlockDevices.class, () -> BlockDevices.read(this));
  }

  /** All network namespaces. */
  NetPlaces netPlaces() throws IOException {
    return once(NetPlaces.class, () -> NetPlaces.read(this));
  }

  /** The version of the running kernel. */
  KernelRelease release() throws IOException {
    return once(KernelRelease.class, () -> KernelRelease.read(proc()));
  }

  /** What the modules of the running kernel are asked for by. */
  ModuleAliases aliases() throws IOException {
    Path release = proc().resolve("sys/kernel/osrelease");
    return once(
        ModuleAliases.class,
        () -> ModuleAliases.read(root, SmallFile.read(release, US_ASCII).strip()));
  }

  /** Whether a module is loaded; what is built in is not. */
  boolean isLoaded(String module) {
    Path state = place("sys/module/" + module + "/initstate");
    return state != null && SmallFile.exists(state);
  }

  /**
   * Whether the kernel would ask for this module by that name, such as {@code fs-ext2}, and no
   * other loaded module answers to it.
   */
  boolean answers(String module, String request) throws IOException {
    boolean answers = false;
    for (String alias : aliases().of(request)) {
      if (isLoaded(alias)) {
        if (!alias.equals(module)) {
          return false;
        }
        answers = true;
      }
    }
    return answers;
  }

  /** The modules of /proc/modules. */
  LoadedModules loadedModules() throws IOException {
    return once(LoadedModules.class, () -> LoadedModules.read(proc()));
  }

  /** Which modules bring which protocols of sockets. */
  NetProtocols protocols() throws IOException {
    return once(NetProtocols.class, () -> NetProtocols.read(proc().resolve("self")));
  }

  /** Which modules each open device holds. */
  DeviceOwners deviceOwners() throws IOException {
    return once(DeviceOwners.class, () -> DeviceOwners.of(this));
  }

  /**
   * A descriptor of our own for an open file, to be closed at once. Only of the table of a process:
   * the kernel gives none out of a thread's own.
   */
  Fd copyOf(Descriptor descriptor) throws SyscallException {
    if (descriptor.task() != descriptor.process().pid()) {
      throw new SyscallException("pidfd_getfd", "a thread's own descriptor", Errno.EBADF);
    }
    return probe.copyOf(descriptor.process().pid(), descriptor.fd());
  }

  /** Whether it only names a file, and has not opened it (O_PATH of open(2)). */
  boolean isPathOnly(Descriptor descriptor) throws IOException {
    return DescriptorInfo.read(proc(), descriptor).isPathOnly();
  }

  /** Chooses descriptors. */
  @FunctionalInterface
  interface Wanted {
    boolean test(Descriptor descriptor) throws IOException;
  }

  /**
   * The open files that {@code wanted} accepts, each open file description once, with all who have
   * it: one open is one, however many descriptors, threads and processes share it. What this
   * process got from the shell that runs it ends with it, and is not its own.
   */
  List<OpenFile> openFiles(Wanted wanted) throws IOException {
    var files = new OpenFiles(probe);
    for (Descriptor descriptor : descriptors().descriptors()) {
      if (wanted.test(descriptor)) {
        files.add(descriptor);
      }
    }
    int self = self();
    files.files().forEach(file -> file.withoutCopiesOf(self));
    return files.files();
  }

  /** This process, as that /proc knows it; 0 where it does not. */
  private int self() {
    try {
      return Integer.parseInt(SmallFile.link(proc().resolve("self")));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
