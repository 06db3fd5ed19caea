package modtrace.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import modtrace.event.ModuleEvent;
import modtrace.holder.Answer;
import modtrace.holder.TaskWatch;
import modtrace.holder.TraceHolders;
import modtrace.ledger.Account;
import modtrace.ledger.Ledger;
import modtrace.proc.SysModule;
import modtrace.sys.Terminal;

/**
 * A live trace as one screen that is drawn again and again. The thread that reads the trace only
 * takes a note of each event, and from time to time hands a copy of the accounts to those who draw.
 */
final class Watch implements Follower {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Taking a copy may cost this part of the reader's time. */
  private static final int SHARE = 20;

  private final Invocation invocation;
  private final List<String> modules;
  private final Ledger ledger;
  private final TraceHolders holders;
  private final WatchTally tally;
  private final WatchPicture picture;
  private final WatchScreen screen;
  private final long started = System.nanoTime();
  private Map<String, Answer> traced = Map.of();
  private long copied = started;
  private long pause;
  private boolean quiet;
  private boolean settled;
  private boolean changed;

  private Watch(
      Invocation invocation,
      List<String> modules,
      Ledger ledger,
      TraceHolders holders,
      WatchPicture picture,
      WatchScreen screen) {
    this.invocation = invocation;
    this.modules = modules;
    this.ledger = ledger;
    this.holders = holders;
    this.picture = picture;
    this.screen = screen;
    this.tally = new WatchTally(modules);
  }

  /** Draws from now on, until it is closed. */
  static Watch begin(
      Invocation invocation,
      List<String> modules,
      Ledger ledger,
      TraceHolders holders,
      TaskWatch tasks,
      Terminal terminal,
      LiveTrace trace)
      throws IOException {
    var drawn = new TerminalScreen(terminal, invocation.streams().out());
    trace.beforeAbort(drawn::leave);
    var picture = new WatchPicture(invocation, modules, tasks);
    var screen = new WatchScreen(drawn, invocation.streams().in(), picture::lines, trace::end);
    var watch = new Watch(invocation, modules, ledger, holders, picture, screen);
    watch.begin();
    return watch;
  }

  private void begin() throws IOException {
    count();
    copy(System.nanoTime());
    picture.start();
    screen.start();
  }

  @Override
  public void event(ModuleEvent event) {
    long now = System.nanoTime();
    quiet = false;
    settled = false;
    changed = true;
    tally.event(second(now), event);
    if (now - copied >= pause) {
      copy(now);
    }
  }

  /**
   * The first time after events the others of these microseconds may still come; the second time
   * what waits for them no longer needs to.
   */
  @Override
  public void idle() {
    long now = System.nanoTime();
    if (quiet) {
      settle();
      countAgain();
    }
    quiet = true;
    if (now - copied >= pause) {
      copy(now);
    }
  }

  private void settle() {
    if (!settled) {
      ledger.settle();
      settled = true;
      changed = true;
    }
  }

  private long second(long now) {
    return (now - started) / SECOND_NANOS;
  }

  private void countAgain() {
    try {
      count();
    } catch (IOException e) {
      // It is told with the account at the end.
    }
  }

  /** Nothing comes now, so the kernel's own count belongs to this moment. */
  private void count() throws IOException {
    for (String module : modules) {
      SysModule facts = SysModule.read(invocation.sys(), module);
      tally.count(second(System.nanoTime()), module, facts.useCount());
    }
  }

  private void copy(long now) {
    if (changed) {
      traced = answers();
    }
    changed = false;
    Map<String, List<Integer>> histories = new HashMap<>();
    for (String module : modules) {
      histories.put(module, tally.history(second(now), module));
    }
    picture.show(
        new WatchPicture.Copy(
            traced,
            histories,
            tally.latest(),
            second(now),
            tally.events(),
            tally.tenths(second(now)),
            ledger.losses().atLeast()));
    copied = System.nanoTime();
    pause = Math.max(EVERY_NANOS, SHARE * (copied - now));
  }

  private Map<String, Answer> answers() {
    Map<String, Answer> answers = new HashMap<>();
    for (String module : modules) {
      Account account = ledger.account(module);
      if (account != null && account.isCounted()) {
        answers.put(module, holders.answer(account, ledger.losses()));
      }
    }
    return answers;
  }

  @Override
  public void close() {
    try {
      screen.close();
    } finally {
      picture.close();
    }
  }
}
