package modtrace.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import modtrace.event.ModuleEvent;
import modtrace.event.ModuleEvent.Counted;
import modtrace.event.TraceItem;
import org.jspecify.annotations.Nullable;

/** The accounts of the modules that are asked for, kept from a trace, item by item. */
public final class Ledger {
  private static final String INIT = "do_init_module";

  private final Predicate<String> wanted;
  private final CallSites callSites;
  private final Loaders loaders = new Loaders();
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Losses losses = new Losses();
  private final @Nullable Changes changes;
  private @Nullable Account last;
  private @Nullable Account latest;
  private boolean cutShort;

  /** A ledger of the modules that {@code wanted} accepts. */
  public Ledger(Predicate<String> wanted, CallSites callSites) {
    this(wanted, callSites, null);
  }

  /** One whose accounts tell {@code changes} what happens in them. */
  public Ledger(Predicate<String> wanted, CallSites callSites, @Nullable Changes changes) {
    this.wanted = wanted;
    this.callSites = callSites;
    this.changes = changes;
  }

  public void add(TraceItem item) {
    if (item instanceof Counted counted) { // nearly all of them
      count(counted);
      return;
    }
    switch (item.kind()) {
      case EVENT -> event((ModuleEvent) item);
      case CUT_SHORT -> cutShort(((TraceItem.CutShort) item).event());
      case STACK -> stack((TraceItem.Stack) item);
      case LOST -> lost((TraceItem.Lost) item);
      case OTHER, UNPARSED -> {}
    }
  }

  private void lost(TraceItem.Lost lost) {
    latest = null;
    losses.add(lost);
  }

  private void event(ModuleEvent event) {
    latest = null;
    switch (event.type()) {
      case LOAD -> load((ModuleEvent.Load) event);
      case FREE -> free(event);
      case GET, PUT -> count((Counted) event);
      case REQUEST -> {}
    }
  }

  private void load(ModuleEvent.Load event) {
    loaders.loaded(event.origin().task(), event.module());
    if (wanted.test(event.module())) {
      accountOf(event.module()).load(event);
    }
  }

  private void free(ModuleEvent event) {
    loaders.freed(event.origin().task(), event.module());
    if (wanted.test(event.module())) {
      accountOf(event.module()).free(event.origin());
    }
  }

  private void count(Counted event) {
    latest = null;
    if (last == null || !last.module().equals(event.module())) {
      last = wanted.test(event.module()) ? accountOf(event.module()) : last;
    }
    if (last != null && last.module().equals(event.module())) {
      latest = last;
      last.add(event);
    }
    if (loaders.isInitialising() && event.callSite().function().startsWith(INIT)) {
      loaders.initEnded(event.module());
    }
  }

  /**
   * The last line of a text that ends inside it: taken only where its count is the one that must
   * come.
   */
  private void cutShort(ModuleEvent event) {
    Account account = wanted.test(event.module()) ? accountOf(event.module()) : null;
    boolean sound =
        switch (event.type()) {
          case LOAD, REQUEST -> true;
          case GET, PUT -> account == null || account.expects((Counted) event);
          case FREE -> account == null || (account.isCounted() && account.useCount() == 0);
        };
    if (sound) {
      event(event);
    } else {
      cutShort = true;
    }
  }

  /** Belongs to the event before it, if that is one of a module that is asked for. */
  private void stack(TraceItem.Stack stack) {
    if (latest != null) {
      latest.stack(stack.functions());
    }
  }

  /** The kernel's own use count of a module, read after the events up to here. */
  public void observe(String module, int useCount) {
    accountOf(module).observe(useCount);
  }

  /** The trace ends here, or is looked at in between: events that wait for others no longer do. */
  public void settle() {
    accounts.values().forEach(Account::settle);
  }

  private Account accountOf(String module) {
    return accounts.computeIfAbsent(module, name -> new Account(name, callSites, loaders, changes));
  }

  /** The account of a module; null where the trace says nothing of it. */
  public @Nullable Account account(String module) {
    return accounts.get(module);
  }

  public Collection<Account> accounts() {
    return accounts.values();
  }

  public Losses losses() {
    return losses;
  }

  /** Whether the trace ended inside an event that could therefore not be used. */
  public boolean endsCutShort() {
    return cutShort;
  }
}
