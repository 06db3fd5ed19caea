package modtrace.dat;

import java.io.IOException;

/** A trace.dat that cannot be read any further: where, what was being read, and why not. */
public final class DatException extends IOException {
  private static final long serialVersionUID = 1;

  DatException(long offset, String what, String why) {
    super("at offset " + Long.toUnsignedString(offset) + ", reading " + what + ": " + why);
  }

  DatException(long offset, String what, String why, Throwable cause) {
    this(offset, what, why);
    initCause(cause);
  }
}
