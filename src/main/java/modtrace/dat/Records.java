package modtrace.dat;

import java.nio.ByteBuffer;

/** Reads fields of the event that a CPU stands at; each place is held against the record's size. */
final class Records {
  private Records() {}

  /** The number in a field, with its sign when it has one. */
  static long number(CpuEvents event, EventField field) throws DatException {
    check(event, field);
    return number(event.bytes(), event.at() + field.offset(), field.size(), field.signed());
  }

  /** The number of 1, 2, 4 or 8 bytes; 0 for other sizes. */
  static long number(ByteBuffer bytes, int at, int size, boolean signed) {
    return switch (size) {
      case 1 -> signed ? bytes.get(at) : bytes.get(at) & 0xFF;
      case 2 -> signed ? bytes.getShort(at) : bytes.getShort(at) & 0xFFFF;
      case 4 -> signed ? bytes.getInt(at) : bytes.getInt(at) & 0xFFFFFFFFL;
      case 8 -> bytes.getLong(at);
      default -> 0;
    };
  }

  /** Where an array's bytes are: {@code length << 32 | index in the buffer}. */
  static long array(CpuEvents event, EventField field) throws DatException {
    check(event, field);
    int from = field.offset();
    int length = field.size() == 0 ? event.size() - from : field.size();
    if (field.isDynamic()) {
      if (field.size() != Integer.BYTES) {
        throw failure(event, field);
      }
      int place = event.bytes().getInt(event.at() + field.offset());
      length = place >>> 16;
      from = place & 0xFFFF;
      if (field.isRelative()) {
        from += field.offset() + field.size();
      }
      if (from > event.size() || length > event.size() - from) {
        throw failure(event, field);
      }
    }
    return (long) length << 32 | (event.at() + from);
  }

  /** As {@link #array}, without the first NUL and what follows it. */
  static long text(CpuEvents event, EventField field) throws DatException {
    long place = array(event, field);
    int from = (int) place;
    int length = (int) (place >>> 32);
    ByteBuffer bytes = event.bytes();
    int end = 0;
    while (end < length && bytes.get(from + end) != 0) {
      end++;
    }
    return (long) end << 32 | from;
  }

  private static void check(CpuEvents event, EventField field) throws DatException {
    if (field.offset() > event.size() || field.size() > event.size() - field.offset()) {
      throw failure(event, field);
    }
  }

  private static DatException failure(CpuEvents event, EventField field) {
    return new DatException(
        event.offset(), "the field " + field.name(), "it lies outside of its event");
  }
}
