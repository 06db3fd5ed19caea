package modtrace.cli;

/** A word of the command line that cannot be what it stands for; the message says why. */
final class BadWord extends Exception {
  private static final long serialVersionUID = 1L;

  BadWord(String message) {
    super(message);
  }
}
