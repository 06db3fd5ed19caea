package modtrace.finder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.proc.Descriptor;
import modtrace.proc.ProcTask;

/** An open file description: what one open made, and all the descriptors that share it. */
final class OpenFile {
  private final List<Descriptor> descriptors = new ArrayList<>();

  OpenFile(Descriptor first) {
    descriptors.add(first);
  }

  void add(Descriptor descriptor) {
    descriptors.add(descriptor);
  }

  Descriptor first() {
    return descriptors.get(0);
  }

  List<Descriptor> descriptors() {
    return descriptors;
  }

  /** {@code fd 3 /dev/dri/card0}, with the further descriptors of the same process. */
  String words() {
    var words = new StringBuilder("fd ");
    String comma = "";
    for (Descriptor descriptor : descriptors) {
      if (descriptor.process().pid() == first().process().pid()) {
        words.append(comma).append(descriptor.fd());
        comma = ",";
      }
    }
    return words.append(' ').append(first().link()).toString();
  }

  /** A claim of its first process, that all the others share. */
  Claim claim(int references, String... evidence) {
    List<ProcTask> processes = processes();
    return Claim.by(processes.get(0), words(), references, evidence)
        .sharedWith(processes.subList(1, processes.size()));
  }

  /** All who have it, each once. */
  List<ProcTask> processes() {
    Map<Integer, ProcTask> processes = new LinkedHashMap<>();
    for (Descriptor descriptor : descriptors) {
      processes.put(descriptor.process().pid(), descriptor.process());
    }
    return List.copyOf(processes.values());
  }
}
