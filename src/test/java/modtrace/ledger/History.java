package modtrace.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.event.TraceItem;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import modtrace.holder.TraceHolders;
import org.jspecify.annotations.Nullable;

/** A history of loads, gets and puts told line by line, and what the ledger makes of it. */
final class History {
  private static final CallSites CALL_SITES = CallSites.load();

  private final Ledger ledger;
  private Task task = new Task(1, "init");
  private Context context = Context.TASK;
  private Clock clock = Clock.NANOSECONDS;
  private int cpu;
  private long time = 1_000_000_000;
  private long step = 1_000_000;

  /** Of these modules, or of all where none is named. */
  History(String... modules) {
    this(null, modules);
  }

  /** Of which somebody is told. */
  History(@Nullable Changes changes, String... modules) {
    Set<String> wanted = Set.of(modules);
    ledger = new Ledger(name -> wanted.isEmpty() || wanted.contains(name), CALL_SITES, changes);
  }

  /** Who does what follows. */
  History by(String comm, int pid) {
    return by(new Task(pid, comm));
  }

  History by(String comm, int pid, int tgid) {
    return by(new Task(pid, tgid, comm));
  }

  private History by(Task who) {
    task = who;
    context = Context.TASK;
    return this;
  }

  /** In an interrupt of the task. */
  History interrupted() {
    context = Context.INTERRUPT;
    return this;
  }

  History onCpu(int number) {
    cpu = number;
    return this;
  }

  /** From here on the events are so far apart; a millisecond if nothing is said. */
  History every(long nanos) {
    step = nanos;
    return this;
  }

  History inTicks() {
    clock = Clock.TICKS;
    step = 1;
    return this;
  }

  History load(String module) {
    return add(new ModuleEvent.Load(origin(), module, ""));
  }

  History free(String module) {
    return add(new ModuleEvent.Free(origin(), module));
  }

  History get(String module, String site, int refcnt) {
    return add(ModuleEvent.Counted.get(origin(), module, new CallSite(site), refcnt));
  }

  History put(String module, String site, int refcnt) {
    return add(ModuleEvent.Counted.put(origin(), module, new CallSite(site), refcnt));
  }

  History lost(int onCpu, long count) {
    return add(new TraceItem.Lost(onCpu, count));
  }

  History stack(String... functions) {
    return add(new TraceItem.Stack(List.of(functions)));
  }

  /** The trace ends inside this get. */
  History cutGet(String module, String site, int refcnt) {
    return add(cut(ModuleEvent.Counted.get(origin(), module, new CallSite(site), refcnt)));
  }

  /** The trace ends inside this free. */
  History cutFree(String module) {
    return add(cut(new ModuleEvent.Free(origin(), module)));
  }

  private static TraceItem cut(ModuleEvent event) {
    return new TraceItem.CutShort(event);
  }

  History observe(String module, int useCount) {
    ledger.observe(module, useCount);
    return this;
  }

  private Origin origin() {
    time += step;
    return new Origin(task, cpu, context, time, clock);
  }

  private History add(TraceItem item) {
    ledger.add(item);
    return this;
  }

  Ledger ledger() {
    return ledger;
  }

  Account account(String module) {
    ledger.settle();
    Account account = ledger.account(module);
    if (account == null) {
      throw new AssertionError("no account of " + module);
    }
    return account;
  }

  Answer answer(String module) {
    return new TraceHolders(CALL_SITES).answer(account(module), ledger.losses());
  }

  /** Such as {@code 3: logind-545 1, module vkms 1, prior 1}; only what is not 0 is named. */
  String holders(String module) {
    Answer answer = answer(module);
    List<String> words = new ArrayList<>();
    answer.holders().forEach(holder -> words.add(name(holder) + " " + count(holder)));
    answer.possible().forEach(holder -> words.add("perhaps " + name(holder) + " " + count(holder)));
    name(words, "prior", answer.prior());
    name(words, "unexplained", answer.unexplained());
    name(words, "gaps", answer.gaps());
    String what =
        answer.state() == Answer.State.UNLOADED ? "unloaded" : Integer.toString(answer.useCount());
    return words.isEmpty() ? what : what + ": " + String.join(", ", words);
  }

  private static void name(List<String> words, String what, int count) {
    if (count != 0) {
      words.add(what + " " + count);
    }
  }

  private static String name(Holder holder) {
    if (holder.kind() == Kind.PROCESS) {
      return holder.name() + "-" + holder.pid();
    }
    String word = holder.kind().word();
    return holder.name().isEmpty() ? word : word + " " + holder.name();
  }

  private static String count(Holder holder) {
    return holder.references() == holder.most()
        ? Integer.toString(holder.most())
        : holder.references() + "-" + holder.most();
  }
}
