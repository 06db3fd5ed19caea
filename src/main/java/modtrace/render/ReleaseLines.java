package modtrace.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;

/** What would release a module, for people: each command is a line that a shell takes. */
final class ReleaseLines {
  private ReleaseLines() {}

  /** None where nothing is known to release anything, as in a recording. */
  static List<String> of(Answer answer, Look look) {
    Set<String> commands = new LinkedHashSet<>();
    boolean all = answer.unexplained() + answer.prior() == 0;
    boolean dependants = false;
    for (Holder holder : answer.holders()) {
      if (holder.release() == null) {
        all = false;
      } else {
        commands.add("  " + Printable.text(holder.release()));
      }
      dependants |= holder.kind() == Kind.MODULE;
    }
    if (commands.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(look.paint(Look.Paint.ASIDE, "Would release it:"));
    lines.addAll(commands);
    boolean enough = all && !isPermanent(answer);
    lines.add(
        look.paint(
            enough ? Look.Paint.ASIDE : Look.Paint.DOUBT,
            verdict(answer.module(), enough, dependants)));
    return lines;
  }

  private static boolean isPermanent(Answer answer) {
    return answer.state() == Answer.State.PERMANENT;
  }

  private static String verdict(String module, boolean all, boolean dependants) {
    if (!all) {
      return "That is not all that keeps it: modprobe -r " + module + " would still fail.";
    }
    return dependants
        ? "Then modprobe -r " + module + " works; modtrace can-unload " + module + " tells more."
        : "Then modprobe -r " + module + " works.";
  }
}
