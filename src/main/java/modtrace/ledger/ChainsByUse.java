package modtrace.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** References by what they were taken for. */
final class ChainsByUse {
  private static final Use[] USES = Use.values();

  private final Map<Use, Chain> chains = new EnumMap<>(Use.class);

  void add(Reference reference) {
    Chain chain = chains.get(reference.use());
    if (chain == null) {
      chain = new Chain();
      chains.put(reference.use(), chain);
    }
    reference.join(chain);
  }

  @Nullable Reference oldest(Use use) {
    Chain chain = chains.get(use);
    return chain == null ? null : chain.oldest();
  }

  @Nullable Reference newest(Use use) {
    Chain chain = chains.get(use);
    return chain == null ? null : chain.newest();
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
    for (Chain chain : chains.values()) {
      for (Chain.Link link = chain.first(); link != null; link = link.newer()) {
        all.add(link.reference);
      }
    }
    all.sort(Comparator.comparingLong(reference -> reference.number));
    return all;
  }
}
