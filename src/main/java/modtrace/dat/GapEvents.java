package modtrace.dat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import modtrace.event.GapMark;

/** Finds the recorder's own marks among the events of trace_marker ({@code ftrace:print}). */
final class GapEvents {
  private static final byte[] MARK = GapMark.TEXT.getBytes(US_ASCII);
  private static final int NONE = -1;

  private final int id;
  private final int textOffset;

  private GapEvents(int id, int textOffset) {
    this.id = id;
    this.textOffset = textOffset;
  }

  /** By the file's own format; one that has none of it has no marks. */
  static GapEvents of(DatFile file) {
    EventFormat print = file.format("print");
    EventField text = print == null ? null : print.find("buf");
    return print == null || text == null
        ? new GapEvents(NONE, 0)
        : new GapEvents(print.id(), text.offset());
  }

  /** Whether the event of this type and at this place is one. */
  boolean has(int type, byte[] bytes, int at, int size) {
    int from = at + textOffset;
    return type == id
        && size >= textOffset + MARK.length
        && Arrays.equals(bytes, from, from + MARK.length, MARK, 0, MARK.length);
  }
}
