package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modtrace.event.Clock;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.event.TraceSource;
import modtrace.holder.Answer;
import modtrace.holder.Hindsight;
import modtrace.holder.TraceHolders;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Ledger;
import modtrace.text.TextSource;
import modtrace.tracefs.Balances;
import modtrace.tracefs.FlightRecorder;
import modtrace.tracefs.Tracefs;
import org.jspecify.annotations.Nullable;

/** What the flight recorder knows of some modules. */
final class RecorderHistory {
  private static final List<String> PLACES =
      List.of("sys/kernel/tracing", "sys/kernel/debug/tracing");
  private static final int ATTEMPTS = 3;

  private final Path proc;
  private final CallSites callSites;
  private final Ledger ledger;
  private final Optional<Balances> balances;

  private RecorderHistory(
      Path proc, CallSites callSites, Ledger ledger, Optional<Balances> balances) {
    this.proc = proc;
    this.callSites = callSites;
    this.ledger = ledger;
    this.balances = balances;
  }

  /** Null where no recorder is armed, or where we may not see whether one is. */
  static @Nullable RecorderHistory of(Invocation invocation, List<String> modules, Talk talk) {
    Path root = invocation.root();
    if (!mayBeArmed(root)) {
      return null;
    }
    try {
      Optional<Tracefs> tracefs = Tracefs.mounted(invocation.kernel().get());
      if (tracefs.isEmpty() || !tracefs.get().recorder().exists()) {
        return null;
      }
      return read(tracefs.get().recorder(), invocation.proc(), new HashSet<>(modules));
    } catch (IOException e) {
      talk.warn("what the recorder knows is left out: " + e.getMessage());
      return null;
    }
  }

  private static boolean mayBeArmed(Path root) {
    for (String tracing : PLACES) {
      if (Files.isDirectory(root.resolve(tracing + "/instances/" + FlightRecorder.NAME))) {
        return true;
      }
    }
    return false;
  }

  private static RecorderHistory read(FlightRecorder recorder, Path proc, Set<String> modules)
      throws IOException {
    CallSites callSites = CallSites.load();
    long from = recorder.completeFrom();
    for (int attempt = 1; ; attempt++) {
      var ledger = new Ledger(modules::contains, callSites);
      try (TraceSource source = TextSource.about(modules, recorder.history())) {
        add(source, from, ledger);
      }
      long now = recorder.completeFrom();
      if (now == from || attempt == ATTEMPTS) {
        if (now != from) {
          ledger.add(new TraceItem.Lost(TraceItem.Lost.UNKNOWN_CPU, TraceItem.Lost.UNKNOWN_COUNT));
        }
        return new RecorderHistory(proc, callSites, ledger, recorder.balances());
      }
      from = now;
    }
  }

  /** What was before the ring's oldest complete moment tells only a part, and nothing for sure. */
  private static void add(TraceSource source, long from, Ledger ledger) throws IOException {
    for (TraceItem item = source.next(); item != null; item = source.next()) {
      boolean early =
          item instanceof ModuleEvent event
              && event.origin().clock() == Clock.NANOSECONDS
              && event.origin().time() < from;
      boolean overwritten =
          item instanceof TraceItem.Lost lost && lost.cpu() == TraceItem.Lost.UNKNOWN_CPU;
      if (!early && !overwritten) {
        ledger.add(item);
      }
    }
    ledger.settle();
  }

  /**
   * The live answer, with who took what and when as far as the recorder knows.
   *
   * @param live what the system shows now
   */
  Answer join(Answer live) throws IOException {
    String module = live.module();
    ledger.observe(module, live.useCount());
    Account account = ledger.account(module);
    Answer joined = live;
    if (account != null && account.isCounted()) {
      Answer recorded = new TraceHolders(callSites).answer(account, ledger.losses());
      joined = new Hindsight(proc).of(recorded, live);
    }
    return balances.isEmpty()
        ? joined
        : joined.withBalances(CountedTasks.of(module, balances.get(), callSites));
  }
}
