package modtrace.proc;

import java.io.IOException;

/** A file of the kernel says something else than on the kernels that are known. */
public final class OddTextException extends IOException {
  private static final int LONGEST = 60;

  /**
   * @param what was read, such as {@code a line of /proc/modules}
   */
  public OddTextException(String what, String text) {
    super(what + " cannot be read: '" + beginning(text) + "'");
  }

  private static String beginning(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
