package modtrace.finder;

import java.io.IOException;

/** Looks for one kind of holder in the running system, without changing anything in it. */
interface Finder {
  /**
   * Adds what holds the module, and what could not be looked at. A process that ends meanwhile is
   * no error.
   *
   * @param module the kernel's name, with underscores
   * @throws IOException when a file that must be there cannot be read: this kind is then unseen
   */
  void find(String module, Snapshot system, Findings findings) throws IOException;

  /** What it looks for, in the plural: {@code open device files}. */
  String kind();

  /** Whether a few files tell whether the module is of that kind at all, and no process is read. */
  default boolean isBrief() {
    return false;
  }
}
