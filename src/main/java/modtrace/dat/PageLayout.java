package modtrace.dat;

import java.util.List;

/**
 * The head of a ring buffer page, from the kernel's {@code events/header_page}.
 *
 * @param commitSize bytes of the {@code commit} word: the kernel's long
 * @param dataOffset where the events begin
 */
record PageLayout(int timestampOffset, int commitOffset, int commitSize, int dataOffset) {
  /**
   * Reads header_page; where it is empty, as in files of very old kernels, the layout that they
   * had.
   *
   * @param longSize of the machine that recorded, from the file's head
   */
  static PageLayout parse(String text, int longSize, long offset) throws DatException {
    if (text.isBlank()) {
      return new PageLayout(0, 8, longSize, 8 + longSize);
    }
    List<EventField> fields = EventFormat.fields(text);
    EventField timestamp = named("timestamp", fields, offset);
    EventField commit = named("commit", fields, offset);
    EventField data = named("data", fields, offset);
    if (timestamp.size() != 8 || (commit.size() != 4 && commit.size() != 8)) {
      throw new DatException(offset, "header_page", "its time stamp or commit has an odd size");
    }
    if (data.offset() > 1024
        || timestamp.offset() + timestamp.size() > data.offset()
        || commit.offset() + commit.size() > data.offset()) {
      throw new DatException(offset, "header_page", "its fields lie beyond a page's head");
    }
    return new PageLayout(timestamp.offset(), commit.offset(), commit.size(), data.offset());
  }

  private static EventField named(String name, List<EventField> fields, long offset)
      throws DatException {
    for (EventField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new DatException(offset, "header_page", "it has no field " + name);
  }
}
