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

  /** Forgets what a process has inherited, where others have it too. */
  void withoutCopiesOf(int pid) {
    if (processes().size() > 1) {
      descriptors.removeIf(descriptor -> descriptor.process().pid() == pid);
    }
  }

  Descriptor first() {
    return descriptors.get(0);
  }

  List<Descriptor> descriptors() {
    return descriptors;
  }

  /** {@code fd 3,5-9 /dev/dri/card0}: all descriptors of the first process. */
  String words() {
    List<Integer> numbers = new ArrayList<>();
    for (Descriptor descriptor : descriptors) {
      if (descriptor.process().pid() == first().process().pid()) {
        numbers.add(descriptor.fd());
      }
    }
    return "fd " + ranges(numbers) + " " + first().link();
  }

  /** {@code 3,5-9}: a process may have many thousand copies. */
  static String ranges(List<Integer> numbers) {
    List<Integer> sorted = numbers.stream().distinct().sorted().toList();
    var ranges = new StringBuilder();
    int from = 0;
    for (int i = 0; i < sorted.size(); i++) {
      int number = sorted.get(i);
      if (i + 1 == sorted.size() || sorted.get(i + 1) != number + 1) {
        ranges.append(ranges.isEmpty() ? "" : ",").append(sorted.get(from));
        if (i > from) {
          ranges.append(i == from + 1 ? ',' : '-').append(number);
        }
        from = i + 1;
      }
    }
    return ranges.toString();
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
