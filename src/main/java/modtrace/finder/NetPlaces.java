package modtrace.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.proc.Attribute;
import modtrace.proc.Descriptor;
import modtrace.proc.ProcTask;
import modtrace.proc.Unreadable;
import modtrace.sys.Errno;
import modtrace.sys.SmallFile;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/** All network namespaces that can be seen: those of processes, and those kept by a file. */
final class NetPlaces {
  private final Map<String, NetPlace> places = new LinkedHashMap<>();
  private final Snapshot system;
  private final List<String> unreachable = new ArrayList<>();
  private int refused;

  /** Work that is done in each namespace. */
  @FunctionalInterface
  interface Look {
    void at(NetPlace place) throws IOException;
  }

  private NetPlaces(Snapshot system) {
    this.system = system;
  }

  static NetPlaces read(Snapshot system) throws IOException {
    var all = new NetPlaces(system);
    Path ours = system.proc().resolve("self/ns/net");
    all.places.put(link(ours), new NetPlace(null, ours.toString(), ""));
    all.named(system.root().resolve("run/netns"));
    all.ofProcesses();
    all.open();
    all.mounted();
    return all;
  }

  /** Looks into each; what fails is told as not seen. */
  void each(Findings findings, String kind, Look look) {
    tellUnseen(findings);
    for (NetPlace place : places.values()) {
      try {
        place.read(
            system.probe(),
            () -> {
              look.at(place);
              return place;
            });
      } catch (IOException e) {
        if (!isGone(e)) {
          findings.unseen(kind + " of the " + place.words() + ": " + e.getMessage());
        }
      }
    }
  }

  void tellUnseen(Findings findings) {
    if (refused > 0) {
      findings.unseen(system.refused("the network namespaces of #", refused, "process"));
    }
    unreachable.forEach(findings::unseen);
  }

  /** It went away with its last process. */
  private static boolean isGone(IOException e) {
    return e instanceof SyscallException refused
        && refused.call().equals("open")
        && refused.is(Errno.ENOENT);
  }

  private void named(Path folder) throws IOException {
    for (Path file : Attribute.list(folder)) {
      String name = String.valueOf(file.getFileName());
      String word = ShellWord.of(name);
      String enter = word == null ? null : "ip netns exec " + word + " ";
      add("net:[" + Files.getAttribute(file, "unix:ino") + "]", name, file, enter);
    }
  }

  private void ofProcesses() throws IOException {
    for (ProcTask process : system.processes()) {
      if (!process.kernelThread() && !process.zombie()) {
        ofProcess(process.pid());
      }
    }
  }

  private void ofProcess(int pid) {
    Path file = system.proc().resolve(pid + "/ns/net");
    try {
      String namespace = link(file);
      add(namespace, namespace, file, "nsenter -t " + pid + " -n ");
    } catch (IOException e) {
      refused += Unreadable.isRefused(e) ? 1 : 0; // else it has ended
    }
  }

  /** Those that a bind mount keeps, in whichever mount namespace. */
  private void mounted() throws IOException {
    for (MountPlace place : system.mounts().ofType("nsfs")) {
      String id = place.mount().root();
      if (!id.startsWith("net:[") || places.containsKey(id)) {
        continue;
      }
      Path file = place.path(system);
      if (file == null) {
        unreachable.add("the network namespace " + id + " that is mounted at " + place.words());
      } else {
        String word = ShellWord.of(place.file());
        add(id, id, file, word == null ? null : "nsenter --net=" + word + " ");
      }
    }
  }

  private void open() throws IOException {
    for (Descriptor each : system.descriptors().descriptors()) {
      if (each.link().startsWith("net:[")) {
        Path file = system.proc().resolve(each.process().pid() + "/fd/" + each.fd());
        add(each.link(), each.link(), file, "nsenter --net=" + file + " ");
      }
    }
  }

  private void add(String id, String name, Path file, @Nullable String enter) {
    places.putIfAbsent(id, new NetPlace(name, file.toString(), enter));
  }

  List<NetPlace> all() {
    return List.copyOf(places.values());
  }

  private static String link(Path file) throws IOException {
    return SmallFile.link(file);
  }
}
