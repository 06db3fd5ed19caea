package modtrace.cli;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import modtrace.dat.DatFile;
import modtrace.event.TraceTally;
import modtrace.text.Looks;
import modtrace.text.TextSource;

/**
 * Whether standard input is a recording, though nobody said so: {@code … | modtrace who-holds
 * vkms}.
 */
final class StandardInput {
  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int REGULAR = 0100000;
  private static final int HEAD = 4096;

  private StandardInput() {}

  /**
   * Any pipe is; a file only where it begins like one, and nothing of it is consumed otherwise: it
   * may be the list that a shell loop reads.
   */
  static boolean isRecording() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/proc/self/fd/0"), "unix:mode");
      return switch (mode & TYPE) {
        case FIFO -> true;
        case REGULAR -> beginsLikeOne();
        default -> false;
      };
    } catch (IOException e) {
      return false; // no /proc, or closed: nothing to be read unasked
    }
  }

  @SuppressWarnings("resource") // the descriptor is the process's, and stays open
  private static boolean beginsLikeOne() throws IOException {
    var channel = new FileInputStream(FileDescriptor.in).getChannel();
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    int got = Math.max(0, channel.read(head, channel.position()));
    return looksLikeOne(Arrays.copyOf(head.array(), got));
  }

  static boolean looksLikeOne(byte[] head) throws IOException {
    if (DatFile.isOne(head)
        || Looks.isPacked(head)
        || Looks.isEmptyTrace(head)
        || Looks.binary(head) != null) {
      return true;
    }
    try (var source = TextSource.of(new ByteArrayInputStream(head))) {
      boolean any = false;
      while (source.next() != null) {
        any = true;
      }
      TraceTally tally = source.tally();
      return any && tally.moduleEvents() + tally.otherEvents() + tally.cpus() > 0;
    }
  }
}
