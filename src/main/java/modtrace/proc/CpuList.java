package modtrace.proc;

/** Lists of CPUs as the kernel writes them (%*pbl): {@code 0-3,6}. */
public final class CpuList {
  private CpuList() {}

  /** How many CPUs a list has. */
  public static int size(String list) {
    int size = 0;
    for (String range : list.isEmpty() ? new String[0] : list.split(",")) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(range.substring(dash + 1));
      size += last - first + 1;
    }
    return size;
  }
}
