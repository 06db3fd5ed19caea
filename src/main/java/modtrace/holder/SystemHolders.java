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
   * The answer without a trace.
   *
   * @param facts of a module that is counted
   */
  public static Answer answer(String module, SysModule facts, Answer.Host host) {
    int useCount = facts.useCount().orElseThrow();
    List<Holder> holders =
        facts.dependants().stream().limit(useCount).map(Holder::dependant).toList();
    return new Answer(
        module,
        Answer.Source.LIVE,
        useCount,
        holders.size(),
        0,
        useCount - holders.size(),
        holders,
        List.of(),
        List.of(),
        0,
        0,
        false,
        List.of(),
        host);
  }

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
