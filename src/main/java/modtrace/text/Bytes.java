package modtrace.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Looking at a line's bytes in place. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static int skipSpaces(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Eight bytes at a time; the last eight may overlap those before them. */
  static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    int length = prefix.length;
    if (to - from < length) {
      return false;
    }
    if (length < Long.BYTES) {
      return startsWithFew(bytes, from, prefix);
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONGS.get(bytes, from + i) != (long) LONGS.get(prefix, i)) {
        return false;
      }
    }
    return (long) LONGS.get(bytes, from + last) == (long) LONGS.get(prefix, last);
  }

  private static boolean startsWithFew(byte[] bytes, int from, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The last place where {@code wanted} stands wholly inside; -1 when it does not. */
  static int lastIndexOf(byte[] bytes, int from, int to, byte[] wanted) {
    for (int i = to - wanted.length; i >= from; i--) {
      if (bytes[i] == wanted[0] && startsWith(bytes, i, to, wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** Text of UTF-8 bytes; a byte that is none, or of a letter cut off, stands as {@code \xNN}. */
  static String text(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return mixedText(bytes, from, to);
    }
  }

  private static String mixedText(byte[] bytes, int from, int to) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes, from, to - from);
    var out = CharBuffer.allocate(4 * (to - from));
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      for (int left = result.isError() ? result.length() : 0; left > 0; left--) {
        out.put("\\x").put(Integer.toHexString(in.get() & 0xFF));
      }
    }
    return out.flip().toString();
  }
}
