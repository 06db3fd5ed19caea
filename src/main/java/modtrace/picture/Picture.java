package modtrace.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import modtrace.event.Clock;
import modtrace.holder.Answer;

/**
 * The references to some modules over time, as one SVG: below each other the use count of a module
 * and a lane for each of its holders, the time from left to right.
 */
public final class Picture {
  static final int WIDTH = 1200;
  static final int LEFT = 270;
  private static final int RIGHT = 24;
  private static final int AXIS = 34;
  private static final int HEAD = 24;

  /** Of the trace's time, so much is added, that what begins at its end can be seen. */
  private static final int AFTER_PART = 50;

  private static final double LABEL_UP = 12;
  private static final double LABEL_DOWN = 20;

  private final Timeline timeline;
  private final List<ModulePanel> panels;
  private final Scale scale;
  private final double bottom;

  /**
   * @param answers who holds each of the modules at the end, in the order in which they are drawn
   */
  public Picture(Timeline timeline, List<Answer> answers) {
    this.timeline = timeline;
    long after = (timeline.last() - timeline.first()) / AFTER_PART;
    scale =
        new Scale(
            timeline.first(),
            timeline.last() + after,
            timeline.clock(),
            LEFT,
            WIDTH - LEFT - RIGHT);
    panels =
        answers.stream()
            .map(answer -> new ModulePanel(timeline.of(answer.module()), answer, scale))
            .toList();
    bottom = HEAD + panels.stream().mapToDouble(ModulePanel::height).sum();
  }

  /** A document of its own. */
  public String svg() {
    var svg = new Markup();
    svg.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return draw(svg, true).toString();
  }

  /** To stand in a page, which has the styles. */
  Markup draw(Markup svg, boolean alone) {
    double height = bottom + AXIS;
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + Scale.round(height),
        "role",
        "img",
        "aria-label",
        "References over time");
    if (alone) {
      svg.open("style").raw(style("picture.css")).close("style");
    }
    hatch(svg);
    svg.empty("rect", "class", "paper", "width", WIDTH, "height", height);
    axis(svg);
    double y = HEAD;
    for (ModulePanel panel : panels) {
      panel.draw(svg, y);
      y += panel.height();
    }
    for (Stretch stretch : timeline.lost()) {
      ModulePanel.hatched(svg, scale, stretch, HEAD, bottom - HEAD);
    }
    return svg.close("svg");
  }

  private static void hatch(Markup svg) {
    svg.open("defs")
        .open(
            "pattern",
            "id",
            "hatch",
            "width",
            8,
            "height",
            8,
            "patternUnits",
            "userSpaceOnUse",
            "patternTransform",
            "rotate(45)")
        .empty("rect", "class", "lost-line", "width", 3, "height", 8)
        .close("pattern")
        .close("defs");
  }

  private void axis(Markup svg) {
    for (long time : scale.marks()) {
      double x = scale.x(time);
      svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", (double) HEAD, "y2", bottom);
      for (double y : new double[] {LABEL_UP, bottom + LABEL_DOWN}) {
        svg.element("text", scale.label(time), "class", "time", "x", x, "y", y);
      }
    }
    String unit = timeline.clock() == Clock.TICKS ? "time" : "seconds";
    svg.element("text", unit, "class", "dim", "x", LABEL_UP, "y", LABEL_UP);
  }

  /** One of the style sheets that come with the program. */
  static String style(String name) {
    try (InputStream in = Objects.requireNonNull(Picture.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
