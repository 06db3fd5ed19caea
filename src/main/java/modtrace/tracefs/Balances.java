package modtrace.tracefs;

import java.util.List;
import java.util.Map;

/** All gets and puts since they are counted. */
public record Balances(Counts gets, Counts puts) {
  /**
   * How often one of the two happened.
   *
   * @param tasks by module, task and call site
   * @param modules by module
   * @param dropped how many are in no entry of the tasks: there are only so many
   */
  public record Counts(List<HistEntry> tasks, Map<String, Long> modules, long dropped) {
    public Counts {
      tasks = List.copyOf(tasks);
      modules = Map.copyOf(modules);
    }

    /** How many of a module are of tasks that have no entry. */
    public long ofOthers(String module) {
      long named =
          tasks.stream()
              .filter(entry -> entry.module().equals(module))
              .mapToLong(HistEntry::count)
              .sum();
      return Math.max(0, modules.getOrDefault(module, 0L) - named);
    }
  }
}
