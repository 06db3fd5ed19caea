package modtrace.ledger;

/**
 * What a reference is taken for, as far as its call site tells: a put ends a reference of its own
 * use.
 */
public enum Use {
  /** The loader's own, until the init function has ended. */
  LOAD,
  /** Another module uses its symbols. */
  DEPENDENCY,
  FILE,
  /** An open device node; the call site has the same name for character and for block devices. */
  DEVICE,
  BLOCK,
  MOUNT,
  SOCKET,
  NET,
  NETFILTER,
  CRYPTO,
  CONSOLE,
  /** Some other part of the kernel. */
  KERNEL,
  /** A call site that is not known. */
  UNKNOWN;

  /**
   * Whether a put of this use may end a reference of that one, other than by having the same use.
   */
  boolean mayEnd(Use reference) {
    return switch (this) {
      case LOAD, DEPENDENCY -> false;
      case FILE -> reference == DEVICE || reference == SOCKET || reference == UNKNOWN;
      case BLOCK, DEVICE -> reference == DEVICE || reference == FILE || reference == UNKNOWN;
      case SOCKET -> reference == FILE || reference == NET || reference == UNKNOWN;
      case NET -> reference == SOCKET || reference == UNKNOWN;
      case MOUNT, NETFILTER, CRYPTO, CONSOLE, KERNEL -> reference == UNKNOWN;
      case UNKNOWN -> reference != LOAD && reference != DEPENDENCY;
    };
  }

  /** Whether it may be that very use, which one of the two call sites does not tell exactly. */
  boolean mayBeTheSameAs(Use reference) {
    return mayEnd(reference)
        && (this == UNKNOWN || this == DEVICE || reference == UNKNOWN || reference == DEVICE);
  }
}
