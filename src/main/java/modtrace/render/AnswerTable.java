package modtrace.render;

import static modtrace.render.Columns.Align.LEFT;
import static modtrace.render.Columns.Align.RIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import modtrace.event.CallSite;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.Present;
import modtrace.render.Look.Paint;
import org.jspecify.annotations.Nullable;

/** An answer for people: the verdict, and a table of the holders. */
public final class AnswerTable {
  /** How many of the things that one process has are named. */
  private static final int SHOWN = 10;

  private AnswerTable() {}

  /** Lines of text. */
  public static List<String> lines(Answer answer, boolean stacks, Look look) {
    List<String> lines = new ArrayList<>();
    lines.add(painted(answer, look));
    lines.addAll(state(answer));
    lines.addAll(table(answer.holders(), answer.source(), UnaryOperator.identity(), look));
    if (!answer.possible().isEmpty()) {
      lines.add(look.paint(Paint.DOUBT, perhaps(answer)));
      lines.addAll(table(answer.possible(), answer.source(), UnaryOperator.identity(), look));
    }
    if (stacks) {
      answer.holders().forEach(holder -> lines.addAll(stacks(holder)));
    }
    lines.addAll(ReleaseLines.of(answer, look));
    return lines;
  }

  private static String painted(Answer answer, Look look) {
    Paint paint =
        !answer.isHeld()
            ? Paint.GOOD
            : answer.unexplained() + answer.prior() > 0 ? Paint.DOUBT : Paint.VERDICT;
    return look.paint(paint, verdict(answer));
  }

  private static List<String> state(Answer answer) {
    return switch (answer.state()) {
      case COMING -> List.of("It is still being loaded: its init function has not ended.");
      case PERMANENT -> List.of("It is permanent: it has no exit function, nothing can unload it.");
      case LOADED, UNLOADED -> List.of();
    };
  }

  /** One line such as {@code vkms: 3 references, 2 explained, 1 unexplained}. */
  public static String verdict(Answer answer) {
    if (answer.state() == Answer.State.UNLOADED) {
      return answer.module() + ": unloaded, nobody holds it";
    }
    if (!answer.isHeld()) {
      return answer.module() + ": 0 references, nobody holds it";
    }
    if (answer.source() == Answer.Source.LIVE) {
      return sum(answer);
    }
    var words = new StringBuilder(answer.module()).append(": ");
    words
        .append(references(answer.useCount()))
        .append(", ")
        .append(answer.explained())
        .append(" explained");
    if (answer.prior() > 0) {
      words.append(", ").append(answer.prior()).append(" from before the trace");
    }
    if (answer.unexplained() > 0) {
      words.append(", ").append(answer.unexplained()).append(" unexplained");
    }
    return words.toString();
  }

  /** Such as {@code drm: use count 4 = 2 by modules + 1 by a process + 1 unexplained}. */
  private static String sum(Answer answer) {
    var counts = new TreeMap<Kind, Integer>();
    var holders = new TreeMap<Kind, Integer>();
    for (Holder holder : answer.holders()) {
      Kind kind = holder.kind();
      counts.put(kind, counts.getOrDefault(kind, 0) + holder.references());
      holders.put(kind, holders.getOrDefault(kind, 0) + 1);
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Kind, Integer> each : counts.entrySet()) {
      int many = holders.getOrDefault(each.getKey(), 1);
      parts.add(each.getValue() + " by " + each.getKey().words(many));
    }
    if (answer.unexplained() > 0) {
      parts.add(answer.unexplained() + " unexplained");
    }
    return answer.module() + ": use count " + answer.useCount() + " = " + String.join(" + ", parts);
  }

  /** Such as {@code 2 references}. */
  public static String references(int count) {
    return count == 1 ? "1 reference" : count + " references";
  }

  /** What stands above the possible holders. */
  static String perhaps(Answer answer) {
    return answer.source() == Answer.Source.LIVE
        ? "Perhaps, but it is not proved:"
        : "Perhaps, for not every put was seen:";
  }

  /** The heading and a row for each, its printable name fitted in; nothing where there is none. */
  static List<String> table(
      List<Holder> holders, Answer.Source source, UnaryOperator<String> fitted, Look look) {
    if (holders.isEmpty()) {
      return List.of();
    }
    boolean traced = source != Answer.Source.LIVE;
    Columns columns =
        traced
            ? new Columns(
                List.of("HOLDER", "PID", "REFS", "GETS", "PUTS", "SINCE", "CALL SITE"),
                List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT))
            : new Columns(
                List.of("HOLDER", "PID", "REFS", "EVIDENCE"), List.of(LEFT, RIGHT, RIGHT, LEFT));
    for (Holder holder : holders) {
      String name = fitted.apply(name(holder));
      columns.row(traced ? traced(holder, name) : live(holder, name));
    }
    return columns.lines(look);
  }

  private static List<String> traced(Holder holder, String name) {
    return List.of(
        name,
        pid(holder),
        count(holder),
        holder.gets() < 0 ? "-" : Long.toString(holder.gets()),
        holder.puts() < 0 ? "-" : Long.toString(holder.puts()),
        holder.since() == null ? "-" : Stamp.micros(holder.since()),
        why(holder));
  }

  private static List<String> live(Holder holder, String name) {
    return List.of(name, pid(holder), count(holder), evidence(holder));
  }

  /** What it has, and where that was seen. */
  private static String evidence(Holder holder) {
    List<String> evidence = new ArrayList<>();
    Present present = holder.present();
    if (present != null) {
      evidence.addAll(first(present.things()));
    }
    evidence.addAll(holder.evidence());
    if (present != null) {
      evidence.addAll(
          first(
              present.sharers().stream()
                  .map(other -> "shared with " + other.comm() + " (" + other.pid() + ")")
                  .toList()));
      add("unit ", present.unit(), evidence);
      add("container ", present.container(), evidence);
      add("in ", present.namespace(), evidence);
    }
    return Printable.text(String.join("; ", evidence));
  }

  /** A line for people need not tell thousands; the JSON has them all. */
  private static List<String> first(List<String> all) {
    if (all.size() <= SHOWN) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, SHOWN));
    first.add("and " + (all.size() - SHOWN) + " more");
    return first;
  }

  private static void add(String what, @Nullable String value, List<String> evidence) {
    if (value != null) {
      evidence.add(what + value);
    }
  }

  /** Such as {@code systemd-logind (545)} or {@code module drm_kms_helper}. */
  public static String holder(Holder holder) {
    return name(holder) + (holder.kind() == Kind.PROCESS ? " (" + holder.pid() + ")" : "");
  }

  private static String name(Holder holder) {
    return switch (holder.kind()) {
      case PROCESS -> Printable.text(holder.name());
      case MODULE -> "module " + Printable.text(holder.name());
      case LOAD, KERNEL, MOUNT, SOCKET, BLOCK, NET, NETFILTER, CRYPTO, CONSOLE, UNKNOWN ->
          holder.name().isEmpty()
              ? holder.kind().words()
              : holder.kind().words() + " " + Printable.text(holder.name());
    };
  }

  private static String pid(Holder holder) {
    return holder.kind() == Kind.PROCESS ? Integer.toString(holder.pid()) : "-";
  }

  private static String count(Holder holder) {
    return holder.references() == holder.most()
        ? Integer.toString(holder.most())
        : holder.references() + "-" + holder.most();
  }

  /**
   * The call sites and what they mean, and for what is no process the task that took the
   * references.
   */
  private static String why(Holder holder) {
    if (holder.callSites().isEmpty()) {
      return Printable.text(String.join("; ", holder.evidence()));
    }
    List<String> sites = new ArrayList<>();
    for (int i = 0; i < holder.callSites().size(); i++) {
      CallSite site = holder.callSites().get(i);
      String meaning = holder.meanings().get(i);
      sites.add(Printable.text(site.function()) + (meaning.isEmpty() ? "" : ": " + meaning));
    }
    return String.join("; ", sites) + takenBy(holder);
  }

  private static String takenBy(Holder holder) {
    Holder.Acquirer acquirer = holder.acquirer();
    if (acquirer == null) {
      return "";
    }
    String task = Printable.text(acquirer.comm()) + "-" + acquirer.pid();
    return holder.initialising() == null
        ? " (taken by " + task + ")"
        : " (taken by " + task + " while loading " + Printable.text(holder.initialising()) + ")";
  }

  private static List<String> stacks(Holder holder) {
    List<String> lines = new ArrayList<>();
    for (List<String> stack : holder.stacks()) {
      lines.add("Stack of a get by " + name(holder) + ":");
      stack.forEach(function -> lines.add("    " + Printable.text(function)));
    }
    return lines;
  }
}
