package modtrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.Present;
import modtrace.holder.ProcessTree;
import modtrace.proc.Processes;
import modtrace.render.AnswerTable;
import modtrace.render.TreeLines;
import modtrace.render.TreeLines.Drawing;

/** The processes that hold a module, among their ancestors and children. */
final class HolderTrees {
  private final Invocation invocation;

  HolderTrees(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Lines of plain text; none where no process holds it. */
  List<String> lines(Answer answer) {
    Map<Integer, String> notes = new TreeMap<>();
    for (Holder holder : answer.holders()) {
      if (holder.kind() == Kind.PROCESS) {
        notes.put(holder.pid(), "holds " + AnswerTable.references(holder.references()));
        Present present = holder.present();
        if (present != null) {
          present.sharers().forEach(other -> notes.putIfAbsent(other.pid(), "shares it"));
        }
      }
    }
    if (notes.isEmpty()) {
      return List.of();
    }
    try {
      var trees = ProcessTree.around(notes.keySet(), Processes.read(invocation.proc()).all());
      return TreeLines.of(trees, notes, invocation.isUtf8() ? Drawing.UTF8 : Drawing.ASCII);
    } catch (IOException e) {
      throw new Failure(ExitCode.CANNOT_TELL, "cannot read the processes: " + e.getMessage(), e);
    }
  }
}
