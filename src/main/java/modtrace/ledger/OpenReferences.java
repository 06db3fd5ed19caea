package modtrace.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The references to one module that the trace saw taken and not given back, and which of them a put
 * ends.
 *
 * <p>Who takes and who gives back are often not the same: files are handed over and inherited, the
 * last put may be a kworker's or an exiting task's. So a put is matched to the putter's own newest
 * reference of the same use, then to its thread group's, then to the oldest that anybody took.
 */
final class OpenReferences {
  /** The references of one use, in the order in which they were taken. */
  private static final class Chain {
    @Nullable Reference oldest;
    @Nullable Reference newest;

    void add(Reference reference) {
      reference.older = newest;
      if (newest == null) {
        oldest = reference;
      } else {
        newest.newer = reference;
      }
      newest = reference;
    }

    void remove(Reference reference) {
      Reference older = reference.older;
      Reference newer = reference.newer;
      if (older == null) {
        oldest = newer;
      } else {
        older.newer = newer;
      }
      if (newer == null) {
        newest = older;
      } else {
        newer.older = older;
      }
    }
  }

  private final Map<Use, Chain> chains = new EnumMap<>(Use.class);
  private int size;

  int size() {
    return size;
  }

  void add(Reference reference) {
    chains.computeIfAbsent(reference.use(), use -> new Chain()).add(reference);
    size++;
  }

  void remove(Reference reference) {
    Chain chain = chains.get(reference.use());
    if (chain == null) {
      throw new IllegalStateException("no reference of use " + reference.use());
    }
    chain.remove(reference);
    size--;
    TaskAccount acquirer = reference.acquirer();
    if (acquirer != null) {
      acquirer.closed(reference);
    }
  }

  void clear() {
    all().forEach(this::remove);
  }

  /** All of them, in the order in which they were taken. */
  List<Reference> all() {
    List<Reference> all = new ArrayList<>(size);
    for (Chain chain : chains.values()) {
      for (Reference r = chain.oldest; r != null; r = r.newer) {
        all.add(r);
      }
    }
    all.sort(Comparator.comparingLong(r -> r.number));
    return all;
  }

  /**
   * What a put of this use by this task ends, before the prior references come in question; null
   * for none of these.
   */
  @Nullable Reference endedBy(Use put, @Nullable TaskAccount task) {
    Reference match = task == null ? null : task.newest(put);
    if (match == null && task != null) {
      match = newestOfGroup(put, task);
    }
    if (match == null && task != null) {
      match = task.newestThatMayEndBy(put);
    }
    if (match == null) {
      match = oldest(put);
    }
    return match == null ? oldestThatMayEndBy(put) : match;
  }

  /** The newest one that a module's unloading ends. */
  @Nullable Reference dependency(Predicate<Reference> which) {
    Chain chain = chains.get(Use.DEPENDENCY);
    Reference r = chain == null ? null : chain.newest;
    while (r != null && !which.test(r)) {
      r = r.older;
    }
    return r;
  }

  private @Nullable Reference newestOfGroup(Use use, TaskAccount task) {
    Chain chain = chains.get(use);
    if (chain == null || task.tgid() < 0) {
      return null;
    }
    for (Reference r = chain.newest; r != null; r = r.older) {
      TaskAccount acquirer = r.acquirer();
      if (acquirer != null && acquirer.tgid() == task.tgid()) {
        return r;
      }
    }
    return null;
  }

  @Nullable Reference oldest(Use use) {
    Chain chain = chains.get(use);
    return chain == null ? null : chain.oldest;
  }

  private @Nullable Reference oldestThatMayEndBy(Use put) {
    Reference oldest = null;
    for (Map.Entry<Use, Chain> entry : chains.entrySet()) {
      Reference first = entry.getValue().oldest;
      if (put.mayEnd(entry.getKey())
          && first != null
          && (oldest == null || first.number < oldest.number)) {
        oldest = first;
      }
    }
    return oldest;
  }
}
