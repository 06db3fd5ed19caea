package modtrace.holder;

import java.util.List;

/**
 * How often a task took and gave back a module since the kernel counts it. Of two tasks that had
 * one pid after each other it is the sum, with the name of the first.
 *
 * @param getSites the kernel functions of its gets
 * @param own those of its gets that are neither the loader's nor for another module
 * @param ownPuts the same of its puts
 */
public record Balance(
    int pid, String comm, long gets, long puts, List<String> getSites, long own, long ownPuts) {
  private static final int OTHERS = -1;

  public Balance {
    getSites = List.copyOf(getSites);
  }

  /** Of all tasks that the kernel had no room to count one by one. */
  public static Balance ofOthers(long gets, long puts) {
    return new Balance(OTHERS, "", gets, puts, List.of(), gets, puts);
  }

  public boolean isOfOthers() {
    return pid == OTHERS;
  }

  /** How many references it took more than it gave back. */
  public long kept() {
    return own - ownPuts;
  }
}
