package modtrace.holder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.proc.ProcTask;

/** Processes among their ancestors and children, as pstree(1) shows them. */
public final class ProcessTree {
  /** A process with those of its children that are shown, by pid. */
  public record Node(int pid, String comm, List<Node> children) {
    public Node {
      children = List.copyOf(children);
    }
  }

  private final Map<Integer, List<ProcTask>> children = new HashMap<>();
  private final Map<Integer, ProcTask> processes = new HashMap<>();
  private final Set<Integer> shown = new HashSet<>();

  private ProcessTree(List<ProcTask> all) {
    for (ProcTask process : all) {
      processes.put(process.pid(), process);
      children.computeIfAbsent(process.parent(), any -> new ArrayList<>()).add(process);
    }
  }

  /**
   * The trees that hold the processes of these pids: all ancestors, and all who descend from them,
   * but not from init, from which all do.
   *
   * @param all processes, by pid
   */
  public static List<Node> around(Set<Integer> pids, List<ProcTask> all) {
    var tree = new ProcessTree(all);
    for (int pid : pids) {
      tree.showAncestors(pid);
      if (pid != 1) {
        tree.showChildren(pid);
      }
    }
    return all.stream()
        .filter(process -> tree.shown.contains(process.pid()))
        .filter(process -> !tree.shown.contains(process.parent()))
        .map(tree::node)
        .toList();
  }

  /** Up to the first that is shown already: processes that came and went can seem to be a ring. */
  private void showAncestors(int pid) {
    ProcTask process = processes.get(pid);
    while (process != null && shown.add(process.pid())) {
      process = processes.get(process.parent());
    }
  }

  private void showChildren(int pid) {
    for (ProcTask child : children.getOrDefault(pid, List.of())) {
      if (shown.add(child.pid())) {
        showChildren(child.pid());
      }
    }
  }

  private Node node(ProcTask process) {
    return new Node(
        process.pid(),
        process.comm(),
        children.getOrDefault(process.pid(), List.of()).stream()
            .filter(child -> shown.contains(child.pid()))
            .map(this::node)
            .toList());
  }
}
