package modtrace.tracefs;

import java.util.List;

/**
 * All gets and puts since they are counted, by module, task and call site.
 *
 * @param missing how many gets and puts are in no entry: there are only so many
 */
public record Balances(List<HistEntry> gets, List<HistEntry> puts, long missing) {
  public Balances {
    gets = List.copyOf(gets);
    puts = List.copyOf(puts);
  }
}
