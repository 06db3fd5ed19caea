package modtrace.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.event.CallSite;
import modtrace.holder.Acting;
import modtrace.ledger.Reference;
import modtrace.ledger.TaskAccount;
import org.jspecify.annotations.Nullable;

/** What one holder held of a module, over time. */
final class Lane {
  /** More at a time are drawn over each other. */
  private static final int MOST_ROWS = 6;

  private static final int MOST_SITES = 16;

  private final @Nullable Acting holder;
  private final List<Row> rows = new ArrayList<>();
  private final Map<CallSite, Long> sites = new LinkedHashMap<>();
  private @Nullable TaskAccount taker;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long references;
  private int held;

  /**
   * @param holder null for all those that have no lane of their own
   */
  Lane(@Nullable Acting holder) {
    this.holder = holder;
  }

  void add(Bar bar, Reference reference) {
    takenBy(reference);
    first = Math.min(first, bar.from());
    last = Math.max(last, bar.to());
    references++;
    held += bar.isOpen() ? 1 : 0;
    if (sites.size() < MOST_SITES || sites.containsKey(reference.callSite())) {
      sites.merge(reference.callSite(), 1L, Long::sum);
    }
    place(bar);
  }

  void takenBy(Reference reference) {
    taker = reference.acquirer() == null ? taker : reference.acquirer();
  }

  /** In the row that it leaves the least room in. */
  private void place(Bar bar) {
    Row best = null;
    for (Row row : rows) {
      if (row.end() <= bar.from() && (best == null || row.end() > best.end())) {
        best = row;
      }
    }
    if (best != null) {
      best.add(bar);
    } else if (rows.size() < MOST_ROWS) {
      var row = new Row();
      row.add(bar);
      rows.add(row);
    } else {
      rows.get(MOST_ROWS - 1).crowd(bar);
    }
  }

  /**
   * Such as {@code systemd-logind (545)} or {@code module drm_kms_helper}, as it was called last.
   */
  String label() {
    if (holder == null) {
      return "all others";
    }
    String name = taker == null ? "" : taker.comm();
    return switch (holder.kind()) {
      case PROCESS -> name + " (" + holder.pid() + ")";
      case MODULE -> "module " + holder.name();
      case LOAD, KERNEL, MOUNT, SOCKET, BLOCK, NET, NETFILTER, CRYPTO, CONSOLE, UNKNOWN ->
          holder.kind().words() + (taker == null ? "" : " by " + name + "-" + holder.pid());
    };
  }

  /** Whether it is that of all those that have none of their own. */
  boolean isOfMany() {
    return holder == null;
  }

  List<Row> rows() {
    return rows;
  }

  /** Where it took them, and how often, in the order of the first time. */
  Map<CallSite, Long> sites() {
    return sites;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** How many in all. */
  long references() {
    return references;
  }

  /** How many were not seen to be given back. */
  int held() {
    return held;
  }
}
