package modtrace.sys;

/** The terminal on standard input and output. */
public interface Terminal {
  /** Its window, in cells. */
  record Size(int columns, int rows) {}

  /** Asked for each time: a window may have another one at any moment. */
  Size size();

  /** Whether it is ours to read from and to change; not so for a job in the background. */
  boolean isForeground();

  /**
   * From now on every key can be read at once, and is not shown; a read that finds none ends as if
   * the input had ended. {@code ^C} and {@code ^Z} stay signals.
   */
  void takeKeys() throws SyscallException;

  /** All modes as they were before the first {@link #takeKeys}. */
  void giveBack() throws SyscallException;
}
