package modtrace.dat;

import java.io.IOException;
import modtrace.sys.Fd;

/**
 * A text in the head of a recording that goes on, with room to grow: empty lines, which readers
 * pass over.
 */
final class DatWriterRoom {
  private final Fd file;
  private final long at;
  private final int room;
  private LongText written;

  /**
   * Where a text has been written.
   *
   * @param room its length and that of the empty lines after it
   */
  DatWriterRoom(Fd file, long at, int room, LongText written) {
    this.file = file;
    this.at = at;
    this.room = room;
    this.written = written;
  }

  /**
   * Writes the text in the place of the former one, as far as it differs; not if it is too long.
   */
  void replace(LongText text) throws IOException {
    if (text.length() > room) {
      return;
    }
    int same = text.sameAs(written);
    if (same == text.length() && same == written.length()) {
      return;
    }
    LongText padded = text.with("\n".repeat(Math.max(0, written.length() - text.length())));
    padded.write(file, at + same, same);
    written = text;
  }
}
