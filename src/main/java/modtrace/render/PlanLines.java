package modtrace.render;

import java.util.ArrayList;
import java.util.List;
import modtrace.holder.UnloadPlan;
import modtrace.holder.UnloadPlan.Step;
import modtrace.render.Look.Paint;

/** A plan for unloading a module, for people: each step is a line that a shell takes. */
public final class PlanLines {
  private PlanLines() {}

  /** Lines of text. */
  public static List<String> of(UnloadPlan plan, Look look) {
    List<String> lines = new ArrayList<>();
    if (plan.isNow()) {
      lines.add(
          look.paint(
              Paint.GOOD, plan.module() + ": can be unloaded now: modprobe -r " + plan.module()));
      return lines;
    }
    String verdict =
        plan.module()
            + ": cannot be unloaded now"
            + (plan.useCount() > 0 ? ", its use count is " + plan.useCount() : "");
    lines.add(look.paint(Paint.VERDICT, verdict));
    steps(plan, lines, look);
    for (String obstacle : plan.obstacles()) {
      lines.add(look.paint(Paint.DOUBT, "  in the way: " + Printable.text(obstacle)));
    }
    if (plan.isEnough()) {
      lines.add("  modprobe -r " + plan.module());
    }
    return lines;
  }

  private static void steps(UnloadPlan plan, List<String> lines, Look look) {
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
                + look.paint(Paint.ASIDE, "  # " + why(step)));
      }
    }
  }

  private static String why(Step step) {
    return Printable.text(step.holder())
        + ": "
        + AnswerTable.references(step.references())
        + " to "
        + step.module();
  }

  private static String command(Step step) {
    return step.command() == null ? "" : Printable.text(step.command());
  }
}
