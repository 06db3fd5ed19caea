package modtrace.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Type data (BTF) with an integer, a prototype and one structure, as the kernel lays them out. */
public final class TypeData {
  private TypeData() {}

  public static byte[] of(String structure, String... members) {
    ByteBuffer types = ByteBuffer.allocate(1000).order(ByteOrder.nativeOrder());
    StringBuilder names = new StringBuilder("\0");
    type(types, name(names, "int"), 1, 0).putInt(32);
    type(types, 0, 13, 1).putInt(0).putInt(1);
    type(types, name(names, structure), 4, members.length);
    for (String member : members) {
      types.putInt(name(names, member)).putInt(1).putInt(0);
    }
    byte[] text = names.toString().getBytes(US_ASCII);
    return ByteBuffer.allocate(24 + types.position() + text.length)
        .order(ByteOrder.nativeOrder())
        .putShort((short) 0xeb9f)
        .put((byte) 1)
        .put((byte) 0)
        .putInt(24)
        .putInt(0)
        .putInt(types.position())
        .putInt(types.position())
        .putInt(text.length)
        .put(types.flip())
        .put(text)
        .array();
  }

  private static ByteBuffer type(ByteBuffer types, int name, int kind, int count) {
    return types.putInt(name).putInt(kind << 24 | count).putInt(4);
  }

  private static int name(StringBuilder names, String name) {
    int offset = names.length();
    names.append(name).append('\0');
    return offset;
  }
}
