package modtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard input is connected to. */
enum StandardInput {
  PIPE,
  FILE,
  OTHER;

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int REGULAR = 0100000;

  /**
   * Asks the kernel, by /proc/self/fd/0; what cannot be told is none of those that are read
   * unasked.
   */
  static StandardInput kind() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/proc/self/fd/0"), "unix:mode");
      return switch (mode & TYPE) {
        case FIFO -> PIPE;
        case REGULAR -> FILE;
        default -> OTHER;
      };
    } catch (IOException e) {
      return OTHER;
    }
  }
}
