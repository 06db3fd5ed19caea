package modtrace.lab;

/**
 * The guest did not answer any more, or is down: of an emulated machine that may be the emulator's
 * fault, so that it tells nothing of what was tried in it. It has the end of what was seen of it.
 */
public final class GuestLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  GuestLost(String lastWords, Throwable cause) {
    super(lastWords, cause);
  }
}
