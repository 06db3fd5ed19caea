package modtrace.ledger;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.ModuleEvent.Counted;
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
  private static final CallSite LOADED = new CallSite("load_module");

  private final String module;
  private final CallSites callSites;
  private final Loaders loaders;
  private final @Nullable Changes changes;
  private final Sequence sequence = new Sequence(this);
  private final OpenReferences open = new OpenReferences();
  private final Dependencies dependencies = new Dependencies();
  private final TaskAccounts tasks = new TaskAccounts(open);
  private final IdentityHashMap<Counted, Situation> late = new IdentityHashMap<>();

  private long references;
  private int prior;
  private int untraced;
  private int gaps;
  private boolean unloaded;
  private boolean blockDevices;
  private @Nullable Counted latest;
  private @Nullable Reference takenByLatest;

  /**
   * @param changes is told of each change; null for none
   */
  Account(String module, CallSites callSites, Loaders loaders, @Nullable Changes changes) {
    this.module = module;
    this.callSites = callSites;
    this.loaders = loaders;
    this.changes = changes;
  }

  /** The module is in place, and its loader holds a reference that no get announced. */
  void load(Load event) {
    sequence.settle();
    clear(event.origin());
    unloaded = false;
    sequence.anchor(2);
    TaskAccount loader = new TaskAccount(event.origin());
    open.add(new Reference(references++, event.origin(), LOADED, Use.LOAD, loader, module));
    tell(event.origin());
  }

  /** The module is gone, and with it every reference. */
  void free(Origin at) {
    sequence.settle();
    clear(at);
    unloaded = true;
    sequence.forget();
    tell(at);
  }

  private void clear(@Nullable Origin at) {
    if (changes != null && at != null) {
      open.all().forEach(reference -> changes.ended(this, reference, at, null));
    }
    open.clear();
    prior = 0;
    untraced = 0;
  }

  private void tell(Origin at) {
    if (changes != null) {
      changes.changed(this, at);
    }
  }

  /** What a task took here belongs to the module that it has now put in place. */
  void loadedBy(int pid, String dependant) {
    sequence.settle();
    dependencies.loaded(pid, dependant);
  }

  void add(Counted event) {
    latest = event;
    takenByLatest = null;
    unloaded = false;
    sequence.add(event);
    if (latest != null) {
      wait(event);
    }
  }

  private void wait(Counted event) {
    Task task = event.origin().task();
    if (event.type() == Type.GET && callSites.use(event.callSite()) == Use.DEPENDENCY) {
      loaders.needs(task, this);
    }
    late.put(event, new Situation(loaders, task));
  }

  /** The kernel stack of the event that was added last. */
  void stack(List<String> functions) {
    if (takenByLatest != null) {
      takenByLatest.tookBy(functions);
    } else if (latest != null) {
      Situation situation = late.get(latest);
      if (situation != null) {
        situation.stack = functions;
      }
    }
  }

  /** The kernel's own count, read just now: it stands above what the trace tells. */
  void observe(int useCount) {
    sequence.settle();
    boolean counted = sequence.isAnchored();
    int change = useCount - useCount();
    sequence.anchor(useCount + 1);
    unloaded = false;
    if (!counted) {
      begin(useCount + 1);
    } else if (change != 0) {
      missed(change);
    }
    forgetWhatIsGone(null);
  }

  /** No further event comes, for now. */
  void settle() {
    sequence.settle();
  }

  @Override
  public void begin(int counter) {
    prior = Math.max(0, counter - 1);
    if (changes != null) {
      changes.began(this, prior);
    }
  }

  @Override
  public void gap(int change, Counted next) {
    missed(change);
    forgetWhatIsGone(next.origin());
    if (changes != null) {
      changes.gap(this, next.origin());
    }
  }

  private void missed(int change) {
    gaps++;
    untraced += Math.max(0, change);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very event that came last, not one like it
  public void apply(Counted event) {
    Use use = callSites.use(event.callSite());
    blockDevices |= use == Use.BLOCK;
    Situation situation = late.isEmpty() ? null : late.remove(event);
    if (event.type() == Type.GET) {
      take(event, use, situation);
    } else {
      giveBack(event, use, situation);
    }
    tell(event.origin());
    if (event == latest) {
      latest = null;
    }
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private void take(Counted event, Use use, @Nullable Situation situation) {
    Origin origin = event.origin();
    Task task = origin.task();
    TaskAccount taker = tasks.of(origin);
    if (use == Use.DEPENDENCY && situation == null) {
      loaders.needs(task, this);
    }
    String init = situation == null ? loaders.initialising(task) : situation.initialising;
    var reference =
        new Reference(
            references++, origin, event.callSite(), use, taker, taker == null ? null : init);
    open.add(reference);
    if (taker != null) {
      taker.took();
    }
    if (use == Use.DEPENDENCY) {
      dependencies.add(task.pid(), reference);
    }
    if (situation != null) {
      reference.tookBy(situation.stack);
    }
    if (event == latest) {
      takenByLatest = reference;
    }
  }

  private void giveBack(Counted event, Use use, @Nullable Situation situation) {
    TaskAccount task = use == Use.LOAD ? null : tasks.of(event.origin());
    if (task != null) {
      task.gaveBack();
    }
    Reference ended =
        switch (use) {
          case LOAD -> open.oldest(Use.LOAD);
          case DEPENDENCY -> dependency(event.origin().task(), situation);
          case FILE, DEVICE, BLOCK, MOUNT, SOCKET, NET -> endedBy(use, task);
          case NETFILTER, CRYPTO, CONSOLE, KERNEL, UNKNOWN -> endedBy(use, task);
        };
    if (ended != null) {
      end(ended, event);
    } else if (prior > 0) {
      prior--;
    } else if (untraced > 0) {
      untraced--;
    }
    forgetWhatIsGone(event.origin());
  }

  private void end(Reference reference, Counted put) {
    if (changes != null) {
      changes.ended(this, reference, put.origin(), put.callSite());
    }
    open.remove(reference);
  }

  private @Nullable Reference endedBy(Use use, @Nullable TaskAccount task) {
    Reference ended = open.endedBy(use, task);
    return ended == null && prior + untraced == 0 ? open.perhapsEndedBy(use) : ended;
  }

  /** What ends as a task frees a module, or gives up loading one. */
  private @Nullable Reference dependency(Task task, @Nullable Situation situation) {
    String freed = situation == null ? loaders.freed(task) : situation.freed;
    Reference match = freed == null ? null : dependencies.of(freed);
    return match == null ? dependencies.pendingOf(task.pid()) : match;
  }

  /** At a use count of 0 nobody holds anything, whatever puts were missed. */
  private void forgetWhatIsGone(@Nullable Origin at) {
    if (useCount() == 0 && open.size() + prior + untraced > 0) {
      clear(at);
    }
  }

  public String module() {
    return module;
  }

  /** Whether the count of an event is the one that must come next. */
  boolean expects(Counted event) {
    sequence.settle();
    return sequence.isAnchored() && event.before() == sequence.count();
  }

  /** Whether anything told where the counter stands. */
  public boolean isCounted() {
    return sequence.isAnchored() || unloaded;
  }

  /** Whether the last that was seen of the module is that it was unloaded. */
  public boolean isUnloaded() {
    return unloaded;
  }

  /** Whether another module is known to be unloaded, and so to hold nothing. */
  public boolean isGone(String other) {
    return loaders.isGone(other);
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

  /**
   * Those who took or gave back a reference, in the order of their first act; all but {@link
   * #forgottenTasks}.
   */
  public Collection<TaskAccount> tasks() {
    return tasks.all();
  }

  /** How many more tasks there were, each of which gave back as many as it took. */
  public long forgottenTasks() {
    return tasks.forgotten();
  }
}
