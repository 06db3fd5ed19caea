package modtrace.picture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.TraceItem;
import modtrace.ledger.Account;
import modtrace.ledger.Changes;
import modtrace.ledger.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the references of some modules, as finely as a picture can show it.
 *
 * <p>It keeps some thousand bars, however long the trace is: as more come, those that lie closest
 * together become one.
 */
public final class Timeline implements Changes {
  /** A page with so many opens at once, and a screen has no more columns to show them in. */
  private static final int MOST_BARS = 6_000;

  private static final int ENOUGH_BARS = 4_500;

  /** Between two counts of the marks. */
  private static final int PATIENCE = 1000;

  private final Map<String, ModuleTime> modules = new LinkedHashMap<>();
  private final Stretches lost = new Stretches();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private Clock clock = Clock.NANOSECONDS;
  private long grain = 1000;
  private boolean thinned;
  private int uncounted;
  private long events;

  /** Of the same items, each before the ledger has it. */
  public void see(TraceItem item) {
    lost.add(item);
    if (item instanceof ModuleEvent event) {
      events++;
      clock = event.origin().clock();
      first = Math.min(first, event.origin().time());
      last = Math.max(last, event.origin().time());
    }
  }

  @Override
  public void began(Account account, int useCount) {
    of(account).began(first, useCount);
  }

  @Override
  public void changed(Account account, Origin at) {
    of(account).changed(at.time());
    if (++uncounted > PATIENCE) {
      uncounted = 0;
      thin();
    }
  }

  @Override
  public void gap(Account account, Origin before) {
    of(account).gap(before.time());
  }

  @Override
  public void ended(Account account, Reference reference, Origin at, @Nullable CallSite site) {
    Origin taken = reference.origin();
    var one =
        new Bar.Held(
            taken.task(), reference.callSite(), site == null ? null : at.task(), site, false);
    long from = Math.min(taken.time(), at.time());
    of(account).add(reference, new Bar(from, at.time(), 1, one));
  }

  private ModuleTime of(Account account) {
    return modules.computeIfAbsent(account.module(), name -> new ModuleTime(account));
  }

  /** Leaves room for more, so that it is not called for every one of them. */
  private void thin() {
    while (bars() > MOST_BARS) {
      modules.values().forEach(module -> module.coarsen(grain));
      if (bars() > ENOUGH_BARS) {
        if (grain > last - first) {
          return;
        }
        grain *= 2;
      }
      thinned = true;
    }
  }

  private int bars() {
    return modules.values().stream().mapToInt(ModuleTime::bars).sum();
  }

  /** The trace has ended, and the ledger is settled: what is open now stays open. */
  public void end() {
    lost.end();
    for (ModuleTime module : modules.values()) {
      for (Reference reference : module.account().open()) {
        Origin taken = reference.origin();
        var one = new Bar.Held(taken.task(), reference.callSite(), null, null, true);
        module.add(reference, new Bar(taken.time(), last, 1, one));
      }
    }
    thin();
  }

  /** Those that had gets or puts, in the order in which the trace first tells of them. */
  public Collection<Account> accounts() {
    return modules.values().stream().map(ModuleTime::account).toList();
  }

  ModuleTime of(String module) {
    ModuleTime time = modules.get(module);
    if (time == null) {
      throw new IllegalArgumentException(module + " was not traced");
    }
    return time;
  }

  List<Stretch> lost() {
    return lost.all();
  }

  /** Time of the first event, in units of {@link #clock}; 0 without any. */
  long first() {
    return events == 0 ? 0 : first;
  }

  long last() {
    return events == 0 ? 0 : last;
  }

  Clock clock() {
    return clock;
  }

  long events() {
    return events;
  }

  /** What is closer together is not told apart; 0 where everything is. */
  long grain() {
    return thinned ? grain : 0;
  }
}
