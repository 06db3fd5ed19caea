package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a netlink message or of a nest: a length, a type and a value each (struct
 * nlattr, include/uapi/linux/netlink.h). What a wrong length cuts off is not there.
 */
public final class Attributes {
  private static final int HEADER = 4;

  /** Without NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
  private static final int TYPE_MASK = 0x3fff;

  private final List<Attribute> all = new ArrayList<>();

  private record Attribute(int type, ByteBuffer value) {}

  private Attributes(ByteBuffer bytes) {
    int at = 0;
    while (bytes.limit() - at >= HEADER) {
      int length = bytes.getShort(at) & 0xffff;
      if (length < HEADER || length > bytes.limit() - at) {
        return;
      }
      int type = bytes.getShort(at + 2) & TYPE_MASK;
      ByteBuffer value = bytes.slice(at + HEADER, length - HEADER).order(ByteOrder.nativeOrder());
      all.add(new Attribute(type, value));
      at += (length + 3) & ~3;
    }
  }

  /**
   * Reads them.
   *
   * @param body of a message, from its first byte, in native byte order
   * @param skipped bytes of the fixed header before them
   */
  public static Attributes of(ByteBuffer body, int skipped) {
    int start = Math.min(skipped, body.limit());
    return new Attributes(body.slice(start, body.limit() - start).order(ByteOrder.nativeOrder()));
  }

  public boolean has(int type) {
    return find(type) != null;
  }

  /** A name, up to its first zero; empty where it is not there. */
  public String text(int type) {
    byte[] bytes = bytes(type);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, ISO_8859_1);
  }

  /** An integer of 1 to 8 bytes in the machine's byte order; 0 where it is not there. */
  public long number(int type) {
    return integer(type, ByteOrder.nativeOrder());
  }

  /**
   * An integer of 1 to 8 bytes in network byte order, as netfilter has; 0 where it is not there.
   */
  public long networkNumber(int type) {
    return integer(type, ByteOrder.BIG_ENDIAN);
  }

  private long integer(int type, ByteOrder order) {
    byte[] bytes = bytes(type);
    long value = 0;
    for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
      int next = order == ByteOrder.BIG_ENDIAN ? i : bytes.length - 1 - i;
      value = (value << 8) | (bytes[next] & 0xff);
    }
    return value;
  }

  /** The bytes of a value; none where it is not there. */
  public byte[] bytes(int type) {
    ByteBuffer value = find(type);
    if (value == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }

  /** The attributes in a nest; none where it is not there. */
  public Attributes nest(int type) {
    ByteBuffer value = find(type);
    return new Attributes(value == null ? ByteBuffer.allocate(0) : value);
  }

  /** Of a nest of nests, each of these, in its order. */
  public List<Attributes> nests(int type) {
    return nest(type).all.stream().map(each -> new Attributes(each.value())).toList();
  }

  /** The bytes of each attribute in a nest, in its order, whatever their types. */
  public List<byte[]> values(int type) {
    List<byte[]> values = new ArrayList<>();
    for (Attribute each : nest(type).all) {
      byte[] bytes = new byte[each.value().limit()];
      each.value().get(0, bytes);
      values.add(bytes);
    }
    return values;
  }

  private @Nullable ByteBuffer find(int type) {
    for (Attribute each : all) {
      if (each.type() == type) {
        return each.value();
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return Arrays.toString(all.stream().mapToInt(Attribute::type).toArray());
  }
}
