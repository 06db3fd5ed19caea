package modtrace.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.Context;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.ModuleEvent.Get;
import modtrace.event.ModuleEvent.Load;
import modtrace.event.ModuleEvent.Type;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.jspecify.annotations.Nullable;

/**
 * The account of one module.
 *
 * <p>{@code open + prior + untraced − missingPuts = use count}, at every moment: what the trace saw
 * taken, what was taken before it began, what was taken in its gaps, and puts that are known to
 * have happened but not what they ended.
 */
public final class Account implements Sequence.Sink {
  private final String module;
  private final CallSites callSites;
  private final Loaders loaders;
  private final Sequence sequence = new Sequence(this);
  private final OpenReferences open = new OpenReferences();
  private final Map<Integer, TaskAccount> tasks = new HashMap<>();
  private final List<TaskAccount> allTasks = new ArrayList<>();

  private long references;
  private int prior;
  private int untraced;
  private int gaps;
  private boolean unloaded;
  private boolean blockDevices;
  private @Nullable Reference lastTaken;

  Account(String module, CallSites callSites, Loaders loaders) {
    this.module = module;
    this.callSites = callSites;
    this.loaders = loaders;
  }

  /** The module is in place, and its loader holds a reference that no get announced. */
  void load(Load event) {
    clear();
    unloaded = false;
    sequence.anchor(2);
    TaskAccount loader = new TaskAccount(event.origin());
    open.add(new Reference(references++, event.origin(), LOADED, Use.LOAD, loader, module));
  }

  /** The module is gone, and with it every reference. */
  void free() {
    clear();
    unloaded = true;
    sequence.forget();
  }

  private void clear() {
    open.clear();
    prior = 0;
    untraced = 0;
    lastTaken = null;
  }

  /** The reference that the event took; null for none, or while the event waits for another. */
  @Nullable Reference add(Counted event) {
    lastTaken = null;
    unloaded = false;
    if (!sequence.isAnchored()) {
      int before = Sequence.before(event);
      prior = Math.max(0, before - 1);
      sequence.anchor(before);
    }
    sequence.add(event);
    return lastTaken;
  }

  /** Whether the count of an event is the one that must come next. */
  boolean expects(Counted event) {
    return !sequence.isAnchored()
        || (sequence.isSettled() && Sequence.before(event) == sequence.count());
  }

  /** The kernel's own count, read just now: it stands above what the trace tells. */
  void observe(int useCount) {
    sequence.settle();
    if (!sequence.isAnchored()) {
      prior = useCount;
      unloaded = false;
    } else if (useCount() != useCount) {
      gap(useCount - useCount());
    }
    sequence.anchor(useCount + 1);
    forgetWhatIsGone();
  }

  void settle() {
    sequence.settle();
  }

  @Override
  public void gap(int change) {
    gaps++;
    untraced += Math.max(0, change);
  }

  @Override
  public void apply(Counted event) {
    Use use = callSites.use(event.callSite());
    blockDevices |= use == Use.BLOCK;
    if (event.type() == Type.GET) {
      take((Get) event, use);
    } else {
      giveBack(event, use);
      forgetWhatIsGone();
    }
  }

  private void take(Get event, Use use) {
    Origin origin = event.origin();
    TaskAccount task = taskOf(origin);
    String init = task == null ? null : loaders.initialising(origin.task());
    var reference = new Reference(references++, origin, event.callSite(), use, task, init);
    open.add(reference);
    lastTaken = reference;
    if (task != null) {
      task.took(reference);
    }
    if (use == Use.DEPENDENCY) {
      loaders.needs(origin.task(), reference);
    }
  }

  private void giveBack(Counted event, Use use) {
    Reference ended;
    if (use == Use.LOAD) {
      ended = open.oldest(Use.LOAD);
    } else {
      TaskAccount task = taskOf(event.origin());
      if (task != null) {
        task.gaveBack();
      }
      ended = use == Use.DEPENDENCY ? dependencyOf(event.origin().task()) : open.endedBy(use, task);
    }
    if (ended != null) {
      open.remove(ended);
    } else if (prior > 0) {
      prior--;
    } else if (untraced > 0) {
      untraced--;
    }
  }

  /** What ends as a task frees a module, or gives up loading one. */
  private @Nullable Reference dependencyOf(Task task) {
    String freed = loaders.freed(task);
    Reference match = freed == null ? null : open.dependency(r -> freed.equals(r.dependant()));
    if (match != null) {
      return match;
    }
    return open.dependency(
        r -> r.dependant() == null && r.acquirer() != null && r.acquirer().pid() == task.pid());
  }

  /** At a use count of 0 nobody holds anything, whatever puts were missed. */
  private void forgetWhatIsGone() {
    if (useCount() == 0 && sequence.isSettled() && open.size() + prior + untraced > 0) {
      clear();
    }
  }

  /** Null for an event that ran in an interrupt: the task that it interrupted has no part in it. */
  private @Nullable TaskAccount taskOf(Origin origin) {
    if (origin.context() == Context.INTERRUPT) {
      return null;
    }
    TaskAccount task = tasks.get(origin.task().pid());
    if (task == null || task.isNot(origin.task())) {
      task = new TaskAccount(origin);
      tasks.put(origin.task().pid(), task);
      allTasks.add(task);
    } else {
      task.seen(origin.task());
    }
    return task;
  }

  public String module() {
    return module;
  }

  /** Whether anything told where the counter stands. */
  public boolean isCounted() {
    return sequence.isAnchored() || unloaded;
  }

  /** Whether the last that was seen of the module is that it was unloaded. */
  public boolean isUnloaded() {
    return unloaded;
  }

  /** The use count, as lsmod shows it; 0 for an unloaded module. Only where {@link #isCounted}. */
  public int useCount() {
    return unloaded || !sequence.isAnchored() ? 0 : Math.max(0, sequence.count() - 1);
  }

  /** References taken before the trace began and not known to be given back. */
  public int prior() {
    return prior;
  }

  /** References taken in a gap of the trace, by whomever. */
  public int untraced() {
    return untraced;
  }

  /** Puts that happened unseen: of the references that seem open, so many are not. */
  public int missingPuts() {
    return Math.max(0, open.size() + prior + untraced - useCount());
  }

  /** How often the counts did not follow each other. */
  public int gaps() {
    return gaps;
  }

  /** Whether it owns block devices: then so is the device whose kind a call site leaves open. */
  public boolean ownsBlockDevices() {
    return blockDevices;
  }

  /** Taken in the trace and not seen to be given back, in the order of taking. */
  public List<Reference> open() {
    return open.all();
  }

  /** Everyone who took or gave back a reference, in the order of their first act. */
  public Collection<TaskAccount> tasks() {
    return List.copyOf(allTasks);
  }

  private static final modtrace.event.CallSite LOADED = new modtrace.event.CallSite("load_module");
}
