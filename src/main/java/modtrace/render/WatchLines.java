package modtrace.render;

import java.util.ArrayList;
import java.util.List;
import modtrace.holder.Answer;
import modtrace.render.WatchState.Module;

/**
 * A trace that goes on, as one screen of text: a head, each module with its use count and holders,
 * and the last events.
 */
public final class WatchLines {
  private static final String KEYS = "q ends";
  private static final String INDENT = "  ";

  /** A narrower sparkline tells nothing. */
  private static final int NARROWEST_HISTORY = 8;

  private final WatchState state;
  private final int width;
  private final int height;
  private final boolean utf8;
  private final List<String> lines = new ArrayList<>();

  private WatchLines(WatchState state, int width, int height, boolean utf8) {
    this.state = state;
    this.width = width;
    this.height = height;
    this.utf8 = utf8;
  }

  /**
   * Lines of one cell a character, no more and no longer than the screen is large.
   *
   * @param utf8 whether the terminal shows more than ASCII
   */
  public static List<String> of(WatchState state, int width, int height, boolean utf8) {
    var screen = new WatchLines(state, width, height, utf8);
    screen.draw();
    return screen.lines.subList(0, Math.min(height, screen.lines.size()));
  }

  private void draw() {
    line(head());
    List<Module> modules = state.modules();
    int room = height - 1;
    if (modules.size() > room) {
      modules.subList(0, Math.max(0, room - 1)).forEach(module -> line(count(module)));
      line("... and " + (modules.size() - room + 1) + " more modules");
      return;
    }
    List<WatchedHolders> holders =
        modules.stream()
            .map(module -> WatchedHolders.of(shown(module), width - INDENT.length(), utf8))
            .toList();
    room -= modules.size();
    int wanted = holders.stream().mapToInt(WatchedHolders::size).sum();
    int events = roomForEvents(room, wanted);
    int[] shares = shares(room - events, holders);
    for (int i = 0; i < shares.length; i++) {
      line(count(modules.get(i)));
      holders.get(i).lines(shares[i]).forEach(row -> line(INDENT + row));
    }
    latest(events);
  }

  /** Whose count is 0 has no holders, whatever the trace has still to tell. */
  private static List<Answer> shown(Module module) {
    return module.answer() == null || module.useCount() <= 0 ? List.of() : List.of(module.answer());
  }

  private void line(String text) {
    lines.add(Cells.cut(text, width, utf8));
  }

  private String head() {
    String numbers =
        state.seconds()
            + " s  "
            + state.events()
            + (state.events() == 1 ? " event  " : " events  ")
            + state.tenths() / 10
            + "."
            + state.tenths() % 10
            + "/s  "
            + state.lost()
            + " lost";
    String named = "modtrace  " + numbers;
    String left = named.length() + 2 + KEYS.length() <= width ? named : numbers;
    int gap = width - left.length() - KEYS.length();
    return gap < 2 ? left : left + " ".repeat(gap) + KEYS;
  }

  private String count(Module module) {
    int widest = state.modules().stream().mapToInt(other -> other.name().length()).max().orElse(0);
    int nameWidth = Math.min(widest, Math.max(8, width / 3));
    String name = Cells.cut(Printable.text(module.name()), nameWidth, utf8);
    String left = name + " ".repeat(nameWidth - name.length()) + INDENT + told(module);
    int room = width - left.length() - INDENT.length();
    return room < NARROWEST_HISTORY
        ? left
        : left + INDENT + Sparkline.of(module.history(), room, utf8);
  }

  private static String told(Module module) {
    int count = module.useCount();
    if (count < 0) {
      return "not loaded";
    }
    Answer answer = module.answer();
    return count > 0 && answer != null && answer.useCount() == count
        ? "use count " + count + ", " + answer.explained() + " explained"
        : "use count " + count;
  }

  /** What the holders leave, or a third where they would leave less. */
  private int roomForEvents(int room, int holders) {
    int wanted = state.latest().isEmpty() ? 0 : state.latest().size() + 1;
    return Math.min(wanted, Math.max(room / 3, room - holders));
  }

  /** Line by line to each module in turn that has more to show. */
  private static int[] shares(int room, List<WatchedHolders> holders) {
    int[] shares = new int[holders.size()];
    boolean any = true;
    while (any) {
      any = false;
      for (int i = 0; i < shares.length; i++) {
        if (room > 0 && shares[i] < holders.get(i).size()) {
          shares[i]++;
          room--;
          any = true;
        }
      }
    }
    return shares;
  }

  private void latest(int room) {
    if (room < 2) {
      return;
    }
    line("");
    int size = state.latest().size();
    state.latest().subList(Math.max(0, size - room + 1), size).stream()
        .map(FollowLine::of)
        .forEach(this::line);
  }
}
