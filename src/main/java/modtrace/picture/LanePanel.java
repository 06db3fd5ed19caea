package modtrace.picture;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import modtrace.event.CallSite;
import modtrace.event.Task;
import modtrace.render.AnswerTable;

/** One holder in the picture: a bar for each of its references, from the get to the put. */
final class LanePanel {
  static final double ROW = 16;
  static final double TEXT_DOWN = 12;
  private static final double BAR = 8;
  private static final double BAR_DOWN = 4;
  private static final double TICK = 12;
  private static final double TICK_DOWN = 2;
  private static final double LABEL_LEFT = 12;
  private static final int LABEL_LETTERS = 36;

  private final Lane lane;
  private final Scale scale;

  LanePanel(Lane lane, Scale scale) {
    this.lane = lane;
    this.scale = scale;
  }

  double height() {
    return ROW * lane.rows().size();
  }

  void draw(Markup svg, double top) {
    label(svg, top);
    double y = top;
    for (Row row : rows()) {
      for (Bar bar : row.bars()) {
        draw(svg, bar, y);
      }
      y += ROW;
    }
  }

  /** What is still held beside the name. */
  private List<Row> rows() {
    return lane.rows().stream().sorted(Comparator.comparing(row -> !row.isOpen())).toList();
  }

  private void label(Markup svg, double top) {
    String label = lane.label();
    String held = lane.held() > 0 ? " holds " + lane.held() : "";
    int room = LABEL_LETTERS - held.length();
    svg.open(
        "text",
        "class",
        lane.held() > 0 ? "holder holds" : "holder",
        "x",
        LABEL_LEFT,
        "y",
        top + TEXT_DOWN);
    svg.text(middleCut(label, room) + held);
    svg.element("title", label + ": " + sites(lane)).close("text");
  }

  /** Both ends tell names apart. */
  private static String middleCut(String label, int room) {
    if (label.length() <= room) {
      return label;
    }
    int end = (room - 1) / 2;
    return label.substring(0, room - 1 - end) + "…" + label.substring(label.length() - end);
  }

  /** Such as {@code drm_stub_open, 3 times; do_init_module}. */
  static String sites(Lane lane) {
    var words = new StringBuilder();
    for (Map.Entry<CallSite, Long> site : lane.sites().entrySet()) {
      words.append(words.isEmpty() ? "" : "; ").append(site.getKey().function());
      words.append(site.getValue() > 1 ? ", " + site.getValue() + " times" : "");
    }
    return words.toString();
  }

  private void draw(Markup svg, Bar bar, double top) {
    double from = scale.x(bar.from());
    double to = bar.isOpen() ? scale.right() : scale.x(bar.to());
    Bar.Held one = bar.one();
    if (one == null) {
      box(svg, "many", from, to, top, many(bar));
      return;
    }
    box(svg, one.open() ? "open" : "bar", from, to, top, one(bar, one));
    tick(svg, "get", from, top);
    if (one.end() != null) {
      tick(svg, "put", to, top);
    }
  }

  private static void tick(Markup svg, String kind, double x, double top) {
    double y = top + TICK_DOWN;
    svg.empty("line", "class", kind, "x1", x, "x2", x, "y1", y, "y2", y + TICK);
  }

  /** With words that show as the pointer stands on it. */
  static void box(Markup svg, String kind, double from, double to, double top, String words) {
    double width = Math.max(2, to - from);
    svg.open("rect", "class", kind, "x", from, "y", top + BAR_DOWN, "width", width, "height", BAR);
    svg.element("title", words).close("rect");
  }

  private String many(Bar bar) {
    return AnswerTable.references(bar.references())
        + " between "
        + scale.stamp(bar.from())
        + " and "
        + scale.stamp(bar.to())
        + ", too close together to be drawn one by one";
  }

  private String one(Bar bar, Bar.Held one) {
    String got =
        scale.stamp(bar.from()) + " get at " + one.site().function() + " by " + name(one.taker());
    Task by = one.by();
    CallSite end = one.end();
    if (one.open()) {
      return got + "; not given back until the end";
    }
    if (by == null || end == null) {
      return got + "; " + scale.stamp(bar.to()) + " it has ended by now, no put was seen";
    }
    String lasted = scale.lasting(bar.to() - bar.from());
    return got
        + "; "
        + scale.stamp(bar.to())
        + " put at "
        + end.function()
        + " by "
        + name(by)
        + lasted;
  }

  private static String name(Task task) {
    return (task.hasComm() ? task.comm() : "?") + "-" + task.pid();
  }
}
