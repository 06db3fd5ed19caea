package modtrace.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;

/**
 * Modules, and tasks that load, open, close and hand over, on several CPUs; it knows who really
 * holds what, and tells it as a trace does: a little out of order, and with stretches lost.
 */
final class World {
  /** What may happen in a world. */
  record Laws(boolean handOvers, boolean losses) {}

  private static final String[] GETS = {"misc_open", "get_filesystem", "unheard_of", "find_nls"};
  private static final String[] PUTS = {"__fput", "cleanup_mnt", "unheard_of", "delayed_free"};
  private static final String BASE = "base";
  private static final long START = 1_000_000_000;

  /** An open file or the like. */
  private record Held(String module, int pid, int kind) {}

  private record Told(long shownAt, TraceItem item) {}

  private final Random random;
  private final Laws laws;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<Integer, Long> lastShown = new TreeMap<>();
  private final List<String> dependants = new ArrayList<>();
  private long now = START;
  private boolean silent;
  private int nextPid = 1000;

  World(long seed, Laws laws) {
    this.random = new Random(seed);
    this.laws = laws;
    counts.put(BASE, 1 + random.nextInt(3));
  }

  /** Something happens within a moment; then the world is quiet. */
  List<TraceItem> burst() {
    told.clear();
    int acts = now == START ? 1 : 1 + random.nextInt(6); // where the count begins must be clear
    for (int i = 0; i < acts; i++) {
      silent = laws.losses() && random.nextInt(8) == 0;
      boolean says = silent && random.nextBoolean();
      act();
      if (says) {
        tell(0, 0, new TraceItem.Lost(0, 1));
      }
      silent = false;
    }
    now += 1_000_000;
    return told.stream().sorted(Comparator.comparingLong(Told::shownAt)).map(Told::item).toList();
  }

  private void act() {
    switch (now == START ? 1 : random.nextInt(12)) {
      case 0 -> loadOrUnload();
      case 1, 2, 3, 4, 5, 6 -> open(module());
      default -> close();
    }
  }

  private String module() {
    if (now == START) {
      return BASE;
    }
    List<String> all = List.copyOf(counts.keySet());
    return all.get(random.nextInt(all.size()));
  }

  private void loadOrUnload() {
    now += 1_000_000; // takes its time
    String module = "driver" + random.nextInt(3);
    int pid = nextPid++;
    if (!counts.containsKey(module)) {
      change(BASE, pid, "modprobe", 1, "resolve_symbol");
      now += 100_000;
      tell(pid, 0, new ModuleEvent.Load(origin(pid, "modprobe", 0), module, ""));
      counts.put(module, 2);
      change(module, pid, "modprobe", -1, "do_init_module");
      dependants.add(module);
    } else if (counts.get(module) == 1) {
      tell(pid, 0, new ModuleEvent.Free(origin(pid, "rmmod", 0), module));
      counts.remove(module);
      change(BASE, pid, "rmmod", -1, "module_unload_free");
      dependants.remove(module);
    }
    now += 1_000_000;
  }

  private void open(String module) {
    int kind = random.nextInt(GETS.length);
    int pid = 100 + 10 * kind + random.nextInt(3);
    held.add(new Held(module, pid, kind));
    change(module, pid, "task", 1, GETS[kind]);
  }

  private void close() {
    if (held.isEmpty()) {
      return;
    }
    Held one = held.remove(random.nextInt(held.size()));
    boolean byAnother = laws.handOvers() && random.nextInt(3) == 0;
    int pid = byAnother ? 30 + random.nextInt(3) : one.pid();
    String comm = byAnother && random.nextBoolean() ? "kworker/0:1" : "task";
    change(one.module(), pid, comm, -1, PUTS[one.kind()]);
  }

  private void change(String module, int pid, String comm, int change, String site) {
    int refcnt = counts.merge(module, change, Integer::sum);
    int cpu = random.nextInt(3);
    var origin = origin(pid, comm, cpu);
    var callSite = new CallSite(site);
    tell(
        pid,
        cpu,
        change > 0
            ? ModuleEvent.Counted.get(origin, module, callSite, refcnt)
            : ModuleEvent.Counted.put(origin, module, callSite, refcnt));
  }

  private Origin origin(int pid, String comm, int cpu) {
    now += 1_000 + random.nextInt(3_000);
    return new Origin(new Task(pid, comm), cpu, Context.TASK, now, Clock.NANOSECONDS);
  }

  /** What a CPU records and what a task does keeps its order; two CPUs may swap a few events. */
  private void tell(int pid, int cpu, TraceItem item) {
    if (silent && item.kind() == TraceItem.Kind.EVENT) {
      return;
    }
    long shown = now + random.nextInt(6_000);
    shown = Math.max(shown, 1 + Math.max(shownLast(-1 - cpu), shownLast(pid)));
    lastShown.put(-1 - cpu, shown);
    lastShown.put(pid, shown);
    told.add(new Told(shown, item));
  }

  private long shownLast(int who) {
    return lastShown.getOrDefault(who, 0L);
  }

  int useCount(String module) {
    return counts.getOrDefault(module, 1) - 1;
  }

  boolean isLoaded(String module) {
    return counts.containsKey(module);
  }

  /** Who holds a module, and how many references, such as {@code {task-101=2, mount=1}}. */
  Map<String, Integer> holders(String module) {
    Map<String, Integer> holders = new TreeMap<>();
    held.stream()
        .filter(one -> one.module().equals(module))
        .forEach(one -> holders.merge(name(one), 1, Integer::sum));
    if (module.equals(BASE)) {
      dependants.forEach(dependant -> holders.merge("module " + dependant, 1, Integer::sum));
    }
    return holders;
  }

  private static String name(Held one) {
    boolean mount =
        GETS[one.kind()].equals("get_filesystem") || GETS[one.kind()].equals("find_nls");
    return (mount ? "mount " : "process ") + one.pid();
  }
}
