package modtrace.cli;

/** Exit codes: a promise to scripts. */
public final class ExitCode {
  /** Answered, and somebody holds it; for the other verbs: done. */
  public static final int OK = 0;

  /** Answered, and nobody holds it. */
  public static final int NOBODY = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** Cannot tell: the kernel or the system refused, or the recording says nothing of the module. */
  public static final int CANNOT_TELL = 3;

  /** The input cannot be read as a trace. */
  public static final int NO_TRACE = 4;

  /** With {@code --strict}: the answer is a partial one. */
  public static final int PARTIAL = 5;

  /** A defect of modtrace. */
  public static final int DEFECT = 70;

  /** Nobody reads the output any more: 128 + SIGPIPE, as the kernel would have it. */
  public static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
