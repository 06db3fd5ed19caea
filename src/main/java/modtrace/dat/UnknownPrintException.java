package modtrace.dat;

/** A print format, or a record under it, of which modtrace does not know what trace-cmd prints. */
final class UnknownPrintException extends Exception {
  private static final long serialVersionUID = 1;

  UnknownPrintException() {
    super("unknown print format", null, false, false);
  }
}
