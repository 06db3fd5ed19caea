package modtrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * References in the order in which they were taken; adding one and taking one out cost the same
 * however many there are.
 */
final class Chain {
  /** The place of a reference in a chain. */
  static final class Link {
    final Reference reference;

    /** Its place in another chain. */
    final @Nullable Link other;

    private final Chain chain;
    private @Nullable Link older;
    private @Nullable Link newer;

    private Link(Reference reference, Chain chain, @Nullable Link other) {
      this.reference = reference;
      this.chain = chain;
      this.older = chain.newest;
      this.other = other;
    }

    @Nullable Link newer() {
      return newer;
    }

    void cut() {
      if (older == null) {
        chain.oldest = newer;
      } else {
        older.newer = newer;
      }
      if (newer == null) {
        chain.newest = older;
      } else {
        newer.older = older;
      }
    }
  }

  private @Nullable Link oldest;
  private @Nullable Link newest;

  /** Adds the newest; {@code other} is its place in another chain, null when it has none yet. */
  Link add(Reference reference, @Nullable Link other) {
    Link link = new Link(reference, this, other);
    if (newest == null) {
      oldest = link;
    } else {
      newest.newer = link;
    }
    newest = link;
    return link;
  }

  @Nullable Link first() {
    return oldest;
  }

  @Nullable Reference oldest() {
    return oldest == null ? null : oldest.reference;
  }

  @Nullable Reference newest() {
    return newest == null ? null : newest.reference;
  }
}
