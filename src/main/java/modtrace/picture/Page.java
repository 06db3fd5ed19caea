package modtrace.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.render.AnswerTable;

/**
 * A recording on one page that needs nothing else: the verdict in words, the picture, a table of
 * all that it shows. It runs no script and fetches nothing.
 */
public final class Page {
  private static final int MOST_NAMES = 5;

  private final String recording;
  private final Timeline timeline;
  private final List<Answer> answers;
  private final List<String> caveats;
  private final String version;

  /**
   * @param recording its name
   * @param answers who holds each of the modules at the end
   * @param caveats what the recording lacks as a whole
   * @param version of modtrace, in words
   */
  public Page(
      String recording,
      Timeline timeline,
      List<Answer> answers,
      List<String> caveats,
      String version) {
    this.recording = recording;
    this.timeline = timeline;
    this.answers = List.copyOf(answers);
    this.caveats = List.copyOf(caveats);
    this.version = version;
  }

  public String html() {
    var page = new Markup();
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    page.element("title", "Module references in " + recording);
    page.open("style").raw(Picture.style("picture.css")).raw(Picture.style("page.css"));
    page.close("style").close("head").open("body");
    page.element("h1", "Module references in " + recording);
    verdicts(page);
    if (!answers.isEmpty()) {
      page.open("figure");
      new Picture(timeline, answers).draw(page, false);
      page.open("figcaption").text(legend()).close("figcaption").close("figure");
      answers.forEach(answer -> table(page, answer));
    }
    page.element("footer", version + ", " + count(timeline.events(), "event"));
    return page.close("body").close("html").toString();
  }

  private void verdicts(Markup page) {
    page.open("ul", "class", "verdicts");
    if (answers.isEmpty()) {
      page.element("li", "no module was loaded, taken or given back in it");
    }
    for (Answer answer : answers) {
      page.open("li", "class", answer.isHeld() ? "held" : "free");
      page.text(AnswerTable.verdict(answer) + heldBy(answer)).close("li");
    }
    page.close("ul");
    for (String caveat : caveats) {
      page.element("p", caveat, "class", "caveat");
    }
    modulesByCaveat()
        .forEach(
            (caveat, modules) ->
                page.element("p", String.join(", ", modules) + ": " + caveat, "class", "caveat"));
  }

  /** What is the same of several modules is said once. */
  private Map<String, List<String>> modulesByCaveat() {
    Map<String, List<String>> modules = new LinkedHashMap<>();
    for (Answer answer : answers) {
      for (String caveat : answer.caveats()) {
        modules.computeIfAbsent(caveat, text -> new ArrayList<>()).add(answer.module());
      }
    }
    return modules;
  }

  /** Such as {@code : systemd-logind (545), 2 file systems}; empty where nobody is known. */
  private static String heldBy(Answer answer) {
    List<String> names = new ArrayList<>();
    var kinds = new TreeMap<Kind, Integer>();
    for (Holder holder : answer.holders()) {
      if (holder.kind() == Kind.PROCESS || holder.kind() == Kind.MODULE) {
        names.add(AnswerTable.holder(holder));
      } else {
        kinds.merge(holder.kind(), 1, Integer::sum);
      }
    }
    if (names.size() > MOST_NAMES) {
      int more = names.size() - MOST_NAMES;
      names.subList(MOST_NAMES, names.size()).clear();
      names.add(more + " more");
    }
    kinds.forEach((kind, count) -> names.add((count > 1 ? count + " " : "") + kind.words(count)));
    return names.isEmpty() ? "" : ": " + String.join(", ", names);
  }

  private String legend() {
    String words =
        "Each bar is one reference, from its get to its put (dashed); a red one had no put until"
            + " the end. Hatched: events are missing. The pointer on a bar tells where it was"
            + " taken and given back.";
    return timeline.grain() == 0
        ? words
        : words
            + String.format(
                Locale.ROOT,
                " Drawn as one: what lies within %s of each other, which is too close to be seen.",
                Scale.duration(timeline.grain(), timeline.clock()));
  }

  private void table(Markup page, Answer answer) {
    ModuleTime module = timeline.of(answer.module());
    if (module.lanes().isEmpty()) {
      return;
    }
    page.element("h2", answer.module());
    page.open("table").open("thead").open("tr");
    for (String head : List.of("Holder", "Holds", "Took", "First", "Last", "Call sites")) {
      page.element("th", head);
    }
    page.close("tr").close("thead").open("tbody");
    var scale = new Scale(timeline.first(), timeline.last(), timeline.clock(), 0, 1);
    ModulePanel.inOrder(module).forEach(lane -> row(page, lane, scale));
    page.close("tbody").close("table");
  }

  private static void row(Markup page, Lane lane, Scale scale) {
    page.open("tr", "class", lane.held() > 0 ? "held" : "free");
    page.element("td", lane.label());
    page.element("td", lane.held() + "", "class", "number");
    page.element("td", lane.references() + "", "class", "number");
    page.element("td", scale.stamp(lane.first()), "class", "number");
    page.element("td", lane.held() > 0 ? "" : scale.stamp(lane.last()), "class", "number");
    page.element("td", LanePanel.sites(lane));
    page.close("tr");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
