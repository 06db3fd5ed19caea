package modtrace.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import modtrace.depmod.Load;
import modtrace.depmod.ModuleDeps;
import modtrace.depmod.NeedTree;
import modtrace.render.Columns.Align;

/** What a module needs, in which order modprobe loads it, and what needs it; for people. */
public final class DepsLines {
  private final ModuleDeps deps;
  private final Look look;
  private final List<Load> order;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private DepsLines(ModuleDeps deps, Look look) {
    this.deps = deps;
    this.look = look;
    this.order = deps.loadOrder();
    order.forEach(load -> places.put(load.module(), places.size() + 1));
  }

  public static List<String> of(ModuleDeps deps, Look look) {
    var text = new DepsLines(deps, look);
    text.head();
    if (!text.order.isEmpty()) {
      text.lines.add(DepsWords.explanation(deps));
    }
    text.needs();
    text.order();
    text.dependants();
    return text.lines;
  }

  private void head() {
    if (!deps.how().isEmpty()) {
      lines.add(
          Printable.text(deps.asked() + " is an " + deps.how() + " and means " + deps.module()));
    }
    OptionalInt useCount = deps.useCount(deps.module());
    lines.add(
        Printable.text(
            deps.module()
                + (deps.isOfRunningKernel() ? ": " + state(deps.module()) : "")
                + (useCount.isPresent() ? ", use count " + useCount.getAsInt() : "")
                + (deps.isOfRunningKernel()
                    ? "; kernel " + deps.kernel().release()
                    : ": of kernel "
                        + deps.kernel().release()
                        + ", which does not run here: what is loaded is not known")));
  }

  private void needs() {
    NeedTree tree = deps.tree();
    if (tree.below().isEmpty()) {
      lines.add("needs no other module");
      return;
    }
    Columns columns = columns("NEEDS", "LOAD");
    add(columns, tree, "", "");
    lines.addAll(columns.lines(look));
  }

  private void add(Columns columns, NeedTree node, String head, String below) {
    row(
        columns,
        head + Printable.text(node.module()) + relation(node) + (node.again() ? " (as above)" : ""),
        place(node.module()),
        node.module());
    int last = node.below().size() - 1;
    for (int i = 0; i <= last; i++) {
      add(
          columns,
          node.below().get(i),
          below + (i == last ? "`- " : "|- "),
          below + (i == last ? "   " : "|  "));
    }
  }

  private static String relation(NeedTree node) {
    return switch (node.relation()) {
      case NEEDED -> "";
      case SOFT_BEFORE -> " (softdep, before)";
      case SOFT_AFTER -> " (softdep, after)";
      case WEAK -> " (weak, not loaded by modprobe)";
    };
  }

  /** When modprobe loads it: 1 is the first. */
  private String place(String module) {
    Integer place = places.get(module);
    return place == null ? "-" : place.toString();
  }

  private void order() {
    if (order.isEmpty()) {
      return;
    }
    var columns =
        new Columns(
            List.of("LOAD", "FILE in " + Printable.text(deps.kernel().folder().toString())),
            List.of(Align.RIGHT, Align.LEFT));
    int place = 0;
    for (Load load : order) {
      place++;
      columns.row(List.of(Integer.toString(place), Printable.text(step(load))));
    }
    lines.addAll(columns.lines(look));
  }

  private static String step(Load load) {
    if (load.command() != null) {
      return "runs: " + load.command() + " (for " + load.module() + ")";
    }
    String file = load.file() == null ? load.module() : load.file();
    return load.why().startsWith("softdep") ? file + " (" + load.why() + ")" : file;
  }

  private void dependants() {
    List<String> dependants = deps.dependants();
    if (dependants.isEmpty()) {
      lines.add("no other module needs it");
      return;
    }
    if (!deps.isOfRunningKernel()) {
      lines.add(
          "NEEDED BY " + dependants.stream().map(Printable::text).collect(Collectors.joining(" ")));
      return;
    }
    Columns columns = columns("NEEDED BY", "");
    dependants.forEach(name -> row(columns, Printable.text(name), "", name));
    lines.addAll(columns.lines(look));
  }

  private Columns columns(String first, String second) {
    List<String> heads = new ArrayList<>(List.of(first));
    List<Align> aligns = new ArrayList<>(List.of(Align.LEFT));
    if (!second.isEmpty()) {
      heads.add(second);
      aligns.add(Align.RIGHT);
    }
    if (deps.isOfRunningKernel()) {
      heads.addAll(List.of("USED", "STATE"));
      aligns.addAll(List.of(Align.RIGHT, Align.LEFT));
    }
    return new Columns(heads, aligns);
  }

  private void row(Columns columns, String first, String second, String module) {
    List<String> cells = new ArrayList<>(List.of(first));
    if (!second.isEmpty()) {
      cells.add(second);
    }
    if (deps.isOfRunningKernel()) {
      OptionalInt useCount = deps.useCount(module);
      cells.add(useCount.isPresent() ? Integer.toString(useCount.getAsInt()) : "-");
      cells.add(state(module));
    }
    columns.row(cells);
  }

  private String state(String module) {
    return words(deps.state(module));
  }

  /** {@code not loaded}. */
  static String words(ModuleDeps.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
