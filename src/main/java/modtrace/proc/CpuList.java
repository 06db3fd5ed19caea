package modtrace.proc;

/** Lists of CPUs as the kernel writes them (%*pbl): {@code 0-3,6}. */
public final class CpuList {
  private CpuList() {}

  /** How many CPUs a list has. */
  public static int size(String list) throws OddTextException {
    int size = 0;
    for (String range : list.isEmpty() ? new String[0] : list.split(",")) {
      int dash = range.indexOf('-');
      int first = Numbers.decimal(dash < 0 ? range : range.substring(0, dash), "a list of CPUs");
      int last = Numbers.decimal(range.substring(dash + 1), "a list of CPUs");
      size += last - first + 1;
    }
    return size;
  }
}
