package modtrace.ledger;

import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import org.jspecify.annotations.Nullable;

/** One unit of a module's use count, taken in the trace and not given back. */
public final class Reference {
  private final Origin origin;
  private final CallSite callSite;
  private final Use use;
  private final @Nullable TaskAccount acquirer;
  private final @Nullable String initialising;
  private @Nullable String dependant;
  private List<String> stack = List.of();

  private Chain.@Nullable Link links;
  private boolean released;

  final long number;

  Reference(
      long number,
      Origin origin,
      CallSite callSite,
      Use use,
      @Nullable TaskAccount acquirer,
      @Nullable String initialising) {
    this.number = number;
    this.origin = origin;
    this.callSite = callSite;
    this.use = use;
    this.acquirer = acquirer;
    this.initialising = initialising;
  }

  void belongsTo(String module) {
    dependant = module;
  }

  void join(Chain chain) {
    links = chain.add(this, links);
  }

  /** It is given back: out of all chains. */
  void leave() {
    if (released) {
      throw new IllegalStateException("given back twice: " + callSite + " at " + origin);
    }
    released = true;
    for (Chain.Link link = links; link != null; link = link.other) {
      link.cut();
    }
    links = null;
  }

  void tookBy(List<String> functions) {
    stack = functions;
  }

  /**
   * When and where it was taken; its task is the one that was running, which need not have taken
   * it.
   */
  public Origin origin() {
    return origin;
  }

  public CallSite callSite() {
    return callSite;
  }

  public Use use() {
    return use;
  }

  /**
   * The task that took it; null when that ran in an interrupt, where any task may have been
   * running.
   */
  public @Nullable TaskAccount acquirer() {
    return acquirer;
  }

  /** The module whose init function the acquirer was running; null when it was in none. */
  public @Nullable String initialising() {
    return initialising;
  }

  /**
   * For a {@link Use#DEPENDENCY}: the module that needs this one; null while it is not loaded yet.
   */
  public @Nullable String dependant() {
    return dependant;
  }

  /** The kernel stack of the get, innermost first; empty where none was traced. */
  public List<String> stack() {
    return stack;
  }
}
