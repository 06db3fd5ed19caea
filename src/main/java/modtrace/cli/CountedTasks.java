package modtrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import modtrace.event.CallSite;
import modtrace.holder.Balance;
import modtrace.ledger.CallSites;
import modtrace.ledger.Use;
import modtrace.tracefs.Balances;
import modtrace.tracefs.HistEntry;

/** The kernel's counts of gets and puts, put together for each task. */
final class CountedTasks {
  private final Map<Integer, Sum> sums = new TreeMap<>();
  private final CallSites callSites;

  private CountedTasks(CallSites callSites) {
    this.callSites = callSites;
  }

  private static final class Sum {
    private final int pid;
    private final String comm;
    private long gets;
    private long puts;
    private long own;
    private long ownPuts;
    private final Set<String> sites = new LinkedHashSet<>();

    Sum(HistEntry first) {
      pid = first.pid();
      comm = first.comm();
    }

    Balance balance() {
      return new Balance(pid, comm, gets, puts, List.copyOf(sites), own, ownPuts);
    }
  }

  /** Of the tasks that took or gave back the module, by pid. */
  static List<Balance> of(String module, Balances counted, CallSites callSites) {
    var tasks = new CountedTasks(callSites);
    for (HistEntry entry : counted.gets().tasks()) {
      if (entry.module().equals(module)) {
        Sum sum = tasks.sum(entry);
        sum.gets += entry.count();
        sum.own += tasks.isOwn(entry) ? entry.count() : 0;
        sum.sites.add(entry.function());
      }
    }
    for (HistEntry entry : counted.puts().tasks()) {
      if (entry.module().equals(module)) {
        Sum sum = tasks.sum(entry);
        sum.puts += entry.count();
        sum.ownPuts += tasks.isOwn(entry) ? entry.count() : 0;
      }
    }
    List<Balance> balances = new ArrayList<>();
    tasks.sums.values().forEach(sum -> balances.add(sum.balance()));
    long gets = counted.gets().ofOthers(module);
    long puts = counted.puts().ofOthers(module);
    if (gets > 0 || puts > 0) {
      balances.add(Balance.ofOthers(gets, puts));
    }
    return balances;
  }

  private Sum sum(HistEntry entry) {
    return sums.computeIfAbsent(entry.pid(), pid -> new Sum(entry));
  }

  private boolean isOwn(HistEntry entry) {
    Use use = callSites.use(new CallSite(entry.function()));
    return use != Use.LOAD && use != Use.DEPENDENCY;
  }
}
