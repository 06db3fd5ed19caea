package modtrace.ledger;

import modtrace.event.CallSite;
import modtrace.event.Origin;
import org.jspecify.annotations.Nullable;

/** Is told what happens in the accounts, event by event, in the order that the counts tell. */
public interface Changes {
  /** The first event that is known of a module, found it with so many references. */
  void began(Account account, int useCount);

  /** An event was applied: what the account says now, it says from here on. */
  void changed(Account account, Origin at);

  /** Events are missing before this one. */
  void gap(Account account, Origin before);

  /**
   * A reference ended.
   *
   * @param site of the put that ended it; null where the module's use count or its unload shows
   *     that it had ended by then
   */
  void ended(Account account, Reference reference, Origin at, @Nullable CallSite site);
}
