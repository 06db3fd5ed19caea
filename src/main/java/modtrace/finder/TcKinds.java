package modtrace.finder;

import java.io.IOException;

/** Which kinds of tc(8) a module brings: the names that the kernel asks for it by. */
final class TcKinds {
  private final String module;
  private final Snapshot system;

  TcKinds(String module, Snapshot system) {
    this.module = module;
    this.system = system;
  }

  /**
   * Whether it brings any.
   *
   * @param sort {@code sch}, {@code cls} or {@code act}
   */
  boolean any(String sort) throws IOException {
    return module.startsWith(sort + "_")
        || !system.aliases().namesOf(module, sort + "_").isEmpty()
        || !system.aliases().namesOf(module, "net-" + sort + "-").isEmpty();
  }

  boolean is(String sort, String kind) throws IOException {
    return system.answers(module, sort + "_" + kind)
        || system.answers(module, "net-" + sort + "-" + kind);
  }

  /** Whether it brings extended matches. */
  boolean anyMatch() throws IOException {
    return !system.aliases().namesOf(module, "ematch-kind-").isEmpty();
  }

  boolean isMatch(int kind) throws IOException {
    return system.answers(module, "ematch-kind-" + kind);
  }
}
