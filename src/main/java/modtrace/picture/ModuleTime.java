package modtrace.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Acting;
import modtrace.ledger.Account;
import modtrace.ledger.Reference;
import org.jspecify.annotations.Nullable;

/** One module over the time of a trace. */
final class ModuleTime {
  /** Tasks that come after so many share a lane, unless they still hold something at the end. */
  private static final int MOST_LANES = 40;

  private static final int MOST_GAPS = 200;

  private final Account account;
  private final Steps useCount = new Steps();
  private final Steps unknown = new Steps();
  private final Map<Acting, Lane> lanes = new LinkedHashMap<>();
  private final List<Stretch> gaps = new ArrayList<>();
  private @Nullable Lane others;
  private long latest = Long.MIN_VALUE;

  ModuleTime(Account account) {
    this.account = account;
  }

  void began(long time, int references) {
    useCount.set(time, references);
    unknown.set(time, references);
  }

  void changed(long time) {
    useCount.set(time, account.isUnloaded() ? Steps.NONE : account.useCount());
    unknown.set(time, account.prior() + account.untraced());
    latest = Math.max(latest, time);
  }

  void gap(long time) {
    long from = latest == Long.MIN_VALUE ? time : Math.min(latest, time);
    if (gaps.size() < MOST_GAPS) {
      gaps.add(new Stretch(from, time, "gets or puts are missing here"));
    }
  }

  void add(Reference reference, Bar bar) {
    Acting holder = Acting.on(account, reference);
    Lane lane = lanes.get(holder);
    if (lane == null) {
      lane = lanes.size() < MOST_LANES || bar.isOpen() ? new Lane(holder) : null;
      if (lane != null) {
        lanes.put(holder, lane);
      }
    }
    if (lane == null) {
      others = others == null ? new Lane(null) : others;
      lane = others;
    }
    lane.add(bar, reference);
  }

  void coarsen(long grain) {
    lanes().forEach(lane -> lane.rows().forEach(row -> row.coarsen(grain)));
  }

  /** How many bars there are to draw. */
  int bars() {
    int bars = 0;
    for (Lane lane : lanes()) {
      for (Row row : lane.rows()) {
        bars += row.bars().size();
      }
    }
    return bars;
  }

  String module() {
    return account.module();
  }

  Account account() {
    return account;
  }

  Steps useCount() {
    return useCount;
  }

  /** References that were taken before the trace, or in its gaps. */
  Steps unknown() {
    return unknown;
  }

  Collection<Lane> lanes() {
    if (others == null) {
      return lanes.values();
    }
    List<Lane> all = new ArrayList<>(lanes.values());
    all.add(others);
    return all;
  }

  List<Stretch> gaps() {
    return gaps;
  }
}
