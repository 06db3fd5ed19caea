package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import modtrace.proc.Descriptor;
import modtrace.proc.FileStat;
import modtrace.proc.MountInfo;
import modtrace.proc.ProcTask;
import modtrace.proc.Unreadable;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * All mounts of all mount namespaces: of ours, of those that a process is in, and of those that
 * only a bind mount or an open file keeps. A process sees only what is below its root directory, so
 * one process is asked for each root.
 */
final class MountNamespaces {
  private final Snapshot system;
  private final String ours;
  private final Map<Integer, MountPlace> places = new LinkedHashMap<>();
  private final Set<String> views = new HashSet<>();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Set<String> wholes = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private int refused;

  private MountNamespaces(Snapshot system) throws IOException {
    this.system = system;
    ours = link(system.proc().resolve("self/ns/mnt"));
  }

  static MountNamespaces read(Snapshot system) throws IOException {
    var mounts = new MountNamespaces(system);
    mounts.view(mounts.ours, system.proc().resolve("self"), "");
    for (ProcTask process : system.processes()) {
      if (!process.kernelThread() && !process.zombie()) {
        mounts.process(process);
      }
    }
    mounts.parts();
    mounts.pinned();
    return mounts;
  }

  /** Each mounted file system once. */
  List<Superblock> superblocks() {
    Map<String, List<MountPlace>> byDevice = new LinkedHashMap<>();
    for (MountPlace place : places.values()) {
      byDevice.computeIfAbsent(place.mount().device(), any -> new ArrayList<>()).add(place);
    }
    return byDevice.entrySet().stream()
        .map(entry -> new Superblock(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** All mounts of a type, ours first. */
  List<MountPlace> ofType(String type) {
    return places.values().stream().filter(place -> place.mount().type().equals(type)).toList();
  }

  boolean hasMount(long id) {
    return id <= Integer.MAX_VALUE && places.containsKey((int) id);
  }

  /** What could not be looked at. */
  List<String> unseen() {
    List<String> unseen = new ArrayList<>(problems);
    if (refused > 0) {
      unseen.add(system.refused("the mounts of #", refused, "process"));
    }
    return unseen;
  }

  private void process(ProcTask process) throws IOException {
    Path folder = system.proc().resolve(Integer.toString(process.pid()));
    try {
      for (Path task : tasks(folder)) {
        String namespace = link(task.resolve("ns/mnt"));
        if (!namespace.isEmpty()) {
          view(namespace, task, MountPlace.BY_PROCESS + task.getFileName() + " -m -r ");
        }
      }
    } catch (IOException e) {
      Unreadable.refusedOrThrow(e);
      refused++;
    }
  }

  private static List<Path> tasks(Path process) throws IOException {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      return tasks.sorted().toList();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return List.of(); // it has ended
    }
  }

  /** The mounts below the root directory of a task. */
  private void view(String namespace, Path task, String enter) throws IOException {
    try {
      Path root = task.resolve("root");
      String seen = link(root);
      FileStat stat = FileStat.read(root);
      if (views.add(namespace + " " + seen + " " + stat.device() + " " + stat.inode())) {
        add(namespace, enter, SmallFile.read(task.resolve("mountinfo"), ISO_8859_1));
        if (seen.equals("/")) {
          wholes.add(namespace);
        } else {
          parts.putIfAbsent(namespace, enter);
        }
      }
    } catch (NoSuchFileException e) {
      return; // it has ended
    }
  }

  private void add(String namespace, @Nullable String enter, String mountinfo) {
    List<MountInfo> mounts = MountInfo.parse(mountinfo);
    Map<Integer, MountInfo> byId = new LinkedHashMap<>();
    mounts.forEach(mount -> byId.put(mount.id(), mount));
    String shown = namespace.equals(ours) ? null : namespace;
    for (MountInfo mount : mounts) {
      MountInfo parent = byId.get(mount.parent());
      places.putIfAbsent(mount.id(), new MountPlace(mount, shown, enter, parent));
    }
  }

  /** Namespaces in which everybody, we too, has changed his root directory. */
  private void parts() {
    for (Map.Entry<String, String> part : parts.entrySet()) {
      String enter = part.getValue();
      if (enter.isEmpty()) {
        whole(part.getKey(), "/proc/self/ns/mnt");
      } else {
        String file = "/proc/" + enter.split(" ")[2] + "/ns/mnt";
        whole(part.getKey(), file, enter.replace(" -r ", " "));
      }
    }
  }

  /** Namespaces that nobody is in: a file of theirs is mounted or open somewhere. */
  private void pinned() throws IOException {
    for (Descriptor descriptor : system.descriptors().descriptors()) {
      String task = "/proc/" + descriptor.process().pid() + "/task/" + descriptor.task();
      whole(descriptor.link(), task + "/fd/" + descriptor.fd());
    }
    Set<Integer> done = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (MountPlace place : List.copyOf(places.values())) {
        if (done.add(place.mount().id()) && place.mount().type().equals("nsfs")) {
          more = true;
          whole(place.mount().root(), place.file());
        }
      }
    }
  }

  private void whole(String namespace, String file) {
    String word = ShellWord.of(file);
    whole(namespace, file, word == null ? null : "nsenter --mount=" + word + " ");
  }

  private void whole(String namespace, String file, @Nullable String enter) {
    if (!namespace.startsWith("mnt:[") || file.isEmpty() || !wholes.add(namespace)) {
      return;
    }
    try {
      add(namespace, enter, system.probe().mountsOf(file));
    } catch (IOException e) {
      problems.add("the mounts of " + namespace + ": " + e.getMessage());
    }
  }

  private static String link(Path link) throws IOException {
    try {
      return SmallFile.link(link);
    } catch (NoSuchFileException e) {
      return ""; // it has ended
    }
  }
}
