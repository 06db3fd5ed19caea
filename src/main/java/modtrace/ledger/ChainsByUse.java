package modtrace.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** References by what they were taken for. */
@SuppressWarnings(
    "EnumOrdinal") // an EnumMap of its own, made for the many tasks that never need one
final class ChainsByUse {
  private static final Use[] USES = Use.values();

  /** By the use's ordinal; null while nothing was taken. */
  private @Nullable Chain @Nullable [] chains;

  void add(Reference reference) {
    if (chains == null) {
      chains = new Chain[USES.length];
    }
    int use = reference.use().ordinal();
    Chain chain = chains[use];
    if (chain == null) {
      chain = new Chain();
      chains[use] = chain;
    }
    reference.join(chain);
  }

  private @Nullable Chain of(Use use) {
    return chains == null ? null : chains[use.ordinal()];
  }

  @Nullable Reference oldest(Use use) {
    Chain chain = of(use);
    return chain == null ? null : chain.oldest();
  }

  @Nullable Reference newest(Use use) {
    Chain chain = of(use);
    return chain == null ? null : chain.newest();
  }

  boolean isEmpty() {
    return oldest(any -> true) == null;
  }

  /** The oldest of these uses. */
  @Nullable Reference oldest(Predicate<Use> uses) {
    Reference oldest = null;
    for (Use use : USES) {
      Reference first = oldest(use);
      if (first != null && (oldest == null || first.number < oldest.number) && uses.test(use)) {
        oldest = first;
      }
    }
    return oldest;
  }

  /** The newest of these uses. */
  @Nullable Reference newest(Predicate<Use> uses) {
    Reference newest = null;
    for (Use use : USES) {
      Reference last = newest(use);
      if (last != null && (newest == null || last.number > newest.number) && uses.test(use)) {
        newest = last;
      }
    }
    return newest;
  }

  /** All of them, in the order in which they were taken. */
  List<Reference> all() {
    List<Reference> all = new ArrayList<>();
    for (Use use : USES) {
      Chain chain = of(use);
      for (Chain.Link link = chain == null ? null : chain.first();
          link != null;
          link = link.newer()) {
        all.add(link.reference);
      }
    }
    all.sort((one, other) -> Long.compare(one.number, other.number));
    return all;
  }
}
