package modtrace.holder;

import java.util.ArrayList;
import java.util.List;
import modtrace.proc.SysModule;

/**
 * What the running system tells of a module's holders: alone, or added to a trace that just ran.
 */
public final class SystemHolders {
  private SystemHolders() {}

  /**
   * Explains prior references of a traced answer by the dependants that the trace did not see come.
   */
  static List<Holder> untracedDependants(Answer traced, SysModule facts) {
    List<Holder> more = new ArrayList<>();
    for (String dependant : facts.dependants()) {
      boolean seen =
          traced.holders().stream()
              .anyMatch(h -> h.kind() == Kind.MODULE && h.name().equals(dependant));
      if (!seen && more.size() < traced.prior()) {
        more.add(Holder.dependant(dependant));
      }
    }
    return more;
  }
}
