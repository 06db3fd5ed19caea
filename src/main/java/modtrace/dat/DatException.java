package modtrace.dat;

import java.io.IOException;

/** A trace.dat that cannot be read any further: where, what was being read, and why not. */
public final class DatException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 120;

  DatException(long offset, String what, String why) {
    super(
        "at offset "
            + Long.toUnsignedString(offset)
            + ", reading "
            + oneLine(what)
            + ": "
            + oneLine(why));
  }

  /** A name out of the file may hold anything, and be of any length. */
  private static String oneLine(String words) {
    String some = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    return some.replaceAll("\\p{Cntrl}", "?");
  }

  DatException(long offset, String what, String why, Throwable cause) {
    this(offset, what, why);
    initCause(cause);
  }
}
