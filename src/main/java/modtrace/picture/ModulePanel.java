package modtrace.picture;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import modtrace.holder.Answer;
import modtrace.picture.Steps.Step;
import modtrace.render.AnswerTable;

/** One module in the picture: its verdict, its use count, the lanes of its holders. */
final class ModulePanel {
  /** More lanes than this say no more. */
  private static final int MOST_LANES = 40;

  private static final double TITLE = 24;
  private static final double COUNT = 54;
  private static final double GAP = 10;
  private static final double TEXT_DOWN = 16;
  private static final double NOTE = 18;
  private static final double LABEL_LEFT = 12;
  private static final double NUMBER_LEFT = Picture.LEFT - 8;

  private final ModuleTime module;
  private final Answer answer;
  private final Scale scale;
  private final List<LanePanel> lanes;

  ModulePanel(ModuleTime module, Answer answer, Scale scale) {
    this.module = module;
    this.answer = answer;
    this.scale = scale;
    this.lanes = inOrder(module).limit(MOST_LANES).map(lane -> new LanePanel(lane, scale)).toList();
  }

  /** Those who still hold something first, then as they came. */
  static Stream<Lane> inOrder(ModuleTime module) {
    return module.lanes().stream()
        .sorted(Comparator.comparing((Lane lane) -> lane.held() == 0).thenComparing(Lane::first));
  }

  double height() {
    double all = TITLE + COUNT + GAP;
    all += isAllKnown() ? 0 : LanePanel.ROW;
    all += lanes.stream().mapToDouble(LanePanel::height).sum();
    return all + (hidden() > 0 ? NOTE : 0) + GAP;
  }

  private int hidden() {
    return module.lanes().size() - lanes.size();
  }

  private boolean isAllKnown() {
    return module.unknown().highest() == 0;
  }

  void draw(Markup svg, double top) {
    svg.open("g", "class", "module");
    svg.element(
        "text", AnswerTable.verdict(answer), "class", "verdict", "x", LABEL_LEFT, "y", top + 18);
    count(svg, top + TITLE);
    double y = top + TITLE + COUNT + GAP;
    for (LanePanel lane : lanes) {
      lane.draw(svg, y);
      y += lane.height();
    }
    if (!isAllKnown()) {
      unknown(svg, y);
      y += LanePanel.ROW;
    }
    if (hidden() > 0) {
      String more = "and " + hidden() + (hidden() == 1 ? " more holder" : " more holders");
      svg.element("text", more, "class", "dim", "x", LABEL_LEFT, "y", y + TEXT_DOWN);
    }
    for (Stretch gap : module.gaps()) {
      hatched(svg, scale, gap, top + TITLE, COUNT);
    }
    svg.close("g");
  }

  private void count(Markup svg, double top) {
    int highest = Math.max(1, module.useCount().highest());
    double bottom = top + COUNT;
    svg.empty(
        "line",
        "class",
        "base",
        "x1",
        scale.x(Long.MIN_VALUE / 2),
        "x2",
        scale.right(),
        "y1",
        bottom,
        "y2",
        bottom);
    svg.element("text", "use count", "class", "dim", "x", LABEL_LEFT, "y", top + COUNT / 2);
    svg.element("text", "0", "class", "number", "x", NUMBER_LEFT, "y", bottom);
    svg.element("text", highest + "", "class", "number", "x", NUMBER_LEFT, "y", top + 8);
    svg.empty("path", "class", "count", "d", path(bottom, COUNT / highest));
  }

  /** Across at the count, up and down where it changes; nothing where it is not loaded. */
  private String path(double bottom, double unit) {
    var path = new StringBuilder();
    int count = Steps.NONE;
    for (Step step : module.useCount().steps()) {
      String x = Scale.round(scale.x(step.time()));
      int first = Math.max(0, step.low());
      path.append(count == Steps.NONE ? "M" + x + " " + y(bottom, first * unit) : "H" + x);
      count = count == Steps.NONE ? first : count;
      for (int value : new int[] {step.high(), step.low(), step.last()}) {
        if (value >= 0 && value != count) {
          path.append('V').append(y(bottom, value * unit));
          count = value;
        }
      }
      count = step.last();
    }
    return count == Steps.NONE ? path.toString() : path.append('H').append(right()).toString();
  }

  private static String y(double bottom, double height) {
    return Scale.round(bottom - height);
  }

  private String right() {
    return Scale.round(scale.right());
  }

  /** References of which nobody knows who took them, for as long as there are any. */
  private void unknown(Markup svg, double top) {
    svg.element(
        "text",
        "nobody knows who",
        "class",
        module.unknown().last() > 0 ? "holder holds" : "holder",
        "x",
        LABEL_LEFT,
        "y",
        top + LanePanel.TEXT_DOWN);
    List<Step> steps = module.unknown().steps();
    for (int i = 0; i < steps.size(); i++) {
      int count = steps.get(i).high();
      if (count > 0) {
        boolean last = i + 1 == steps.size();
        double from = scale.x(steps.get(i).time());
        double to = last ? scale.right() : scale.x(steps.get(i + 1).time());
        String what =
            AnswerTable.references(count) + ", taken before the trace or where it has gaps";
        LanePanel.box(svg, last ? "open unknown" : "unknown", from, to, top, what);
      }
    }
  }

  /** A time of which something is missing. */
  static void hatched(Markup svg, Scale scale, Stretch stretch, double top, double height) {
    double from = scale.x(stretch.from());
    double width = Math.max(3, scale.x(stretch.to()) - from);
    svg.open("rect", "class", "lost", "x", from, "y", top, "width", width, "height", height);
    String when = scale.stamp(stretch.from()) + " to " + scale.stamp(stretch.to());
    svg.element("title", stretch.what() + ", " + when).close("rect");
  }
}
