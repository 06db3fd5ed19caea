package modtrace.render;

import java.util.ArrayList;
import java.util.List;
import modtrace.holder.UnloadPlan;
import modtrace.holder.UnloadPlan.Step;

/** A plan for unloading a module, for people: each step is a line that a shell takes. */
public final class PlanLines {
  private PlanLines() {}

  /** Lines of plain text. */
  public static List<String> of(UnloadPlan plan) {
    List<String> lines = new ArrayList<>();
    if (plan.isNow()) {
      lines.add(plan.module() + ": can be unloaded now: modprobe -r " + plan.module());
      return lines;
    }
    lines.add(
        plan.module()
            + ": cannot be unloaded now"
            + (plan.useCount() > 0 ? ", its use count is " + plan.useCount() : ""));
    steps(plan, lines);
    for (String obstacle : plan.obstacles()) {
      lines.add("  in the way: " + Printable.text(obstacle));
    }
    if (plan.isEnough()) {
      lines.add("  modprobe -r " + plan.module());
    }
    return lines;
  }

  private static void steps(UnloadPlan plan, List<String> lines) {
    int width = 0;
    for (Step step : plan.steps()) {
      width = Math.max(width, command(step).length());
    }
    for (Step step : plan.steps()) {
      String command = command(step);
      if (!command.isEmpty()) {
        lines.add(
            "  "
                + command
                + " ".repeat(width - command.length())
                + "  # "
                + Printable.text(step.holder())
                + ": "
                + AnswerTable.references(step.references())
                + " to "
                + step.module());
      }
    }
  }

  private static String command(Step step) {
    return step.command() == null ? "" : Printable.text(step.command());
  }
}
