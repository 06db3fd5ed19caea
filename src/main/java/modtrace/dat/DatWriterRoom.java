package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import modtrace.sys.Fd;

/**
 * A text in the head of a recording that goes on, with room to grow: empty lines, which readers
 * pass over.
 */
final class DatWriterRoom {
  private final Fd file;
  private final long at;
  private final int room;
  private String written;

  /**
   * Where a text has been written.
   *
   * @param room its length and that of the empty lines after it
   */
  DatWriterRoom(Fd file, long at, int room, String written) {
    this.file = file;
    this.at = at;
    this.room = room;
    this.written = written;
  }

  /** A text, and so many empty lines. */
  static String with(String text, int emptyLines) {
    return text + "\n".repeat(emptyLines);
  }

  /**
   * Writes the text in the place of the former one, as far as it differs; not if it is too long.
   */
  void replace(String text) throws IOException {
    if (text.length() > room || text.equals(written)) {
      return;
    }
    int same = 0;
    int least = Math.min(text.length(), written.length());
    while (same < least && text.charAt(same) == written.charAt(same)) {
      same++;
    }
    String rest = with(text.substring(same), Math.max(0, written.length() - text.length()));
    byte[] bytes = rest.getBytes(ISO_8859_1);
    file.writeAt(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(), at + same);
    written = text;
  }
}
