package modtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.event.ModuleEvent;
import modtrace.holder.Answer;
import modtrace.holder.LiveHolders;
import modtrace.holder.Merge;
import modtrace.holder.ProcessDetails;
import modtrace.holder.TaskWatch;
import modtrace.proc.SysModule;
import modtrace.render.WatchLines;
import modtrace.render.WatchState;
import modtrace.sys.Terminal.Size;
import org.jspecify.annotations.Nullable;

/** From the last copy of a live trace's accounts, held against the running system, to a screen. */
final class WatchPicture {
  /**
   * The accounts at a moment.
   *
   * @param traced who holds each module, by the trace alone; nothing of those it has not met
   * @param histories the use counts of each module, see {@link WatchState.Module}
   */
  record Copy(
      Map<String, Answer> traced,
      Map<String, List<Integer>> histories,
      List<ModuleEvent> latest,
      long seconds,
      long events,
      long tenths,
      long lost) {
    Copy {
      traced = Map.copyOf(traced);
      histories = Map.copyOf(histories);
      latest = List.copyOf(latest);
    }
  }

  private final Invocation invocation;
  private final TaskWatch tasks;
  private final ProcessDetails details;
  private final SystemLooks looks;
  private final List<String> modules;
  private volatile @Nullable Copy copy;
  private long eventsAtLook;

  WatchPicture(Invocation invocation, List<String> modules, TaskWatch tasks) {
    this.invocation = invocation;
    this.modules = modules;
    this.tasks = tasks;
    this.details = new ProcessDetails(invocation.root());
    this.looks = new SystemLooks(invocation.root(), modules);
  }

  void start() {
    looks.start();
  }

  void close() {
    looks.close();
  }

  /** From now on this is drawn. */
  void show(Copy latest) {
    copy = latest;
  }

  /** The lines of a screen; called by one thread. */
  List<String> lines(Size size) {
    Copy now = copy;
    if (now == null) {
      return List.of();
    }
    if (now.events() != eventsAtLook) {
      eventsAtLook = now.events();
      looks.want();
    }
    List<WatchState.Module> states = new ArrayList<>();
    for (String module : modules) {
      states.add(state(module, now));
    }
    var state =
        new WatchState(states, now.latest(), now.seconds(), now.events(), now.tenths(), now.lost());
    return WatchLines.of(state, size.columns(), size.rows(), invocation.isUtf8());
  }

  private WatchState.Module state(String module, Copy now) {
    List<Integer> history = now.histories().getOrDefault(module, List.of());
    try {
      SysModule facts = SysModule.read(invocation.sys(), module);
      int count = facts.useCount().orElse(WatchState.NOT_LOADED);
      Answer answer = count > 0 ? answer(module, facts, count, now.traced().get(module)) : null;
      return new WatchState.Module(module, count, history, answer);
    } catch (IOException e) { // as it was last known; the account at the end tells more
      int last = history.isEmpty() ? WatchState.NOT_LOADED : history.get(history.size() - 1);
      return new WatchState.Module(module, last, history, null);
    }
  }

  /** Only what goes with the kernel's own count tells of this moment, where there is such. */
  private @Nullable Answer answer(
      String module, SysModule facts, int count, @Nullable Answer traced) throws IOException {
    Answer looked = looks.of(module);
    boolean looksRight = looked != null && looked.useCount() == count;
    if (traced == null || (looksRight && traced.useCount() != count)) {
      return looksRight ? looked : null;
    }
    Answer running = new LiveHolders(tasks, details, null).confirm(traced, facts);
    return looked != null && looksRight ? Merge.of(running, looked) : running;
  }
}
