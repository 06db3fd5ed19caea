package modtrace.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.holder.ProcessTree;

/** Processes as an indented tree. */
public final class TreeLines {
  /** What the lines of a tree are drawn with. */
  public enum Drawing {
    ASCII("|- ", "`- ", "|  "),
    UTF8("├─ ", "└─ ", "│  ");

    private final String child;
    private final String lastChild;
    private final String beside;

    Drawing(String child, String lastChild, String beside) {
      this.child = child;
      this.lastChild = lastChild;
      this.beside = beside;
    }
  }

  private final Map<Integer, String> notes;
  private final Drawing drawing;
  private final List<String> lines = new ArrayList<>();

  private TreeLines(Map<Integer, String> notes, Drawing drawing) {
    this.notes = notes;
    this.drawing = drawing;
  }

  /**
   * A line a process, such as {@code |- sleep (700): holds 1 reference}.
   *
   * @param notes what is said of some of the processes, by pid
   */
  public static List<String> of(
      List<ProcessTree.Node> trees, Map<Integer, String> notes, Drawing drawing) {
    var tree = new TreeLines(notes, drawing);
    trees.forEach(root -> tree.add(root, "", ""));
    return tree.lines;
  }

  private void add(ProcessTree.Node node, String head, String below) {
    int pid = node.pid();
    String note = notes.get(pid);
    lines.add(
        head + Printable.text(node.comm()) + " (" + pid + ")" + (note == null ? "" : ": " + note));
    int last = node.children().size() - 1;
    for (int i = 0; i <= last; i++) {
      add(
          node.children().get(i),
          below + (i == last ? drawing.lastChild : drawing.child),
          below + (i == last ? "   " : drawing.beside));
    }
  }
}
