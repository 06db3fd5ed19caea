package modtrace.tracefs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modtrace.sys.SyscallException;

/** The instances of modtraces that were killed before they could remove them. */
public final class StaleInstances {
  private StaleInstances() {}

  /**
   * Removes every instance whose name tells a process that runs no more. Nothing is touched where
   * pids are not those of the whole system, and no failure is thrown.
   *
   * @return what was done and what could not be, a sentence each
   */
  public static List<String> reap(Tracefs tracefs) {
    List<String> report = new ArrayList<>();
    try {
      if (InstanceOwner.self(tracefs.kernel()).inInitialNamespaces()) {
        for (String name : tracefs.instances()) {
          reap(tracefs, name).ifPresent(report::add);
        }
      }
    } catch (IOException e) {
      report.add("cannot look for what killed modtraces left: " + reason(e));
    }
    return report;
  }

  private static Optional<String> reap(Tracefs tracefs, String name) {
    Optional<InstanceOwner> owner = InstanceOwner.of(name);
    if (owner.isEmpty() || owner.get().lives(tracefs.kernel())) {
      return Optional.empty();
    }
    try {
      tracefs.instanceDirectory(name).remove();
      return Optional.of("removed the instance " + name + " of a modtrace that was killed");
    } catch (SyscallException e) {
      return Optional.of(e.problem());
    }
  }

  private static String reason(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }
}
