package modtrace.dat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads numbers and strings one after the other; every length is held against what there is. */
final class DatCursor {
  private final ByteBuffer bytes;
  private final long base;

  /**
   * @param bytes from position to limit, in the file's byte order
   * @param base offset in the file of the buffer's index 0, for messages
   */
  DatCursor(ByteBuffer bytes, long base) {
    this.bytes = bytes;
    this.base = base;
  }

  /** Where in the file the next byte is; in an unpacked section, counted from its beginning. */
  long offset() {
    return base + bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  int u8(String what) throws DatException {
    need(1, what);
    return bytes.get() & 0xFF;
  }

  int u16(String what) throws DatException {
    need(2, what);
    return bytes.getShort() & 0xFFFF;
  }

  int s32(String what) throws DatException {
    need(4, what);
    return bytes.getInt();
  }

  long u32(String what) throws DatException {
    return s32(what) & 0xFFFFFFFFL;
  }

  long u64(String what) throws DatException {
    need(8, what);
    return bytes.getLong();
  }

  /** The next bytes as a cursor of their own; they are passed over here. */
  DatCursor part(long size, String what) throws DatException {
    need(size, what);
    int from = bytes.position();
    ByteBuffer part = bytes.duplicate().order(bytes.order());
    part.limit(from + (int) size);
    bytes.position(from + (int) size);
    return new DatCursor(part, base);
  }

  /** What is left, as a buffer whose index 0 is its first byte. */
  ByteBuffer rest() {
    return bytes.slice().order(bytes.order());
  }

  byte[] bytes(long size, String what) throws DatException {
    need(size, what);
    byte[] copy = new byte[(int) size];
    bytes.get(copy);
    return copy;
  }

  /** What is left, as text. */
  String text() {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, UTF_8);
  }

  /** Text up to a NUL, which is passed over. */
  String string(String what) throws DatException {
    for (int at = bytes.position(); at < bytes.limit(); at++) {
      if (bytes.get(at) == 0) {
        String text = new String(bytes(at - bytes.position(), what), UTF_8);
        bytes.get();
        return text;
      }
    }
    throw failure(what, "it has no end");
  }

  /** Passes over {@code word} and a NUL, which must be next. */
  void expect(String word) throws DatException {
    String found = string("\"" + word + "\"");
    if (!found.equals(word)) {
      throw failure("\"" + word + "\"", "something else is there");
    }
  }

  DatException failure(String what, String why) {
    return new DatException(offset(), what, why);
  }

  private void need(long size, String what) throws DatException {
    if (size < 0 || size > bytes.remaining()) {
      throw failure(
          what, Long.toUnsignedString(size) + " bytes are needed, " + bytes.remaining() + " left");
    }
  }
}
