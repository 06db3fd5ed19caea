package modtrace.finder;

import java.io.IOException;
import modtrace.holder.Claim;
import modtrace.sys.Probe;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace.
 *
 * @param name {@code blue}, as ip-netns(8) knows it, or {@code net:[4026532219]}; null for ours
 * @param file of nsfs, to enter it by
 * @param enter the beginning of a command that runs in there; empty for ours, null where none can
 */
record NetPlace(@Nullable String name, String file, @Nullable String enter) {
  /** Reads what this namespace has. */
  <T> T read(Probe probe, Probe.Reading<T> work) throws IOException {
    return name == null ? work.read() : probe.within(file, Probe.Namespace.NET, work);
  }

  /** The claim, with where it is and what releases it there. */
  Claim claim(Claim claim, @Nullable String command) {
    return claim.in(name == null ? null : words()).releasedBy(in(command));
  }

  /** A command as it is to be run from outside. */
  @Nullable String in(@Nullable String command) {
    return command == null || enter == null ? null : enter + command;
  }

  String words() {
    return "network namespace " + (name == null ? "of modtrace" : name);
  }
}
