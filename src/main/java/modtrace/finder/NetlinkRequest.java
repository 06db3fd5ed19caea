package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The body of a netlink request, in native byte order. */
final class NetlinkRequest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** A four byte header that begins with a family: struct nfgenmsg, struct genlmsghdr. */
  NetlinkRequest family(int family) {
    return raw(new byte[] {(byte) family, 0, 0, 0});
  }

  /** A native 32-bit number without a header. */
  NetlinkRequest number(int value) {
    return raw(number32(value));
  }

  NetlinkRequest raw(byte[] bytes) {
    body.write(bytes, 0, bytes.length);
    return this;
  }

  NetlinkRequest text(int type, String value) {
    return attribute(type, (value + '\0').getBytes(ISO_8859_1));
  }

  NetlinkRequest number(int type, int value) {
    return attribute(type, number32(value));
  }

  /** An attribute that only is there or not. */
  NetlinkRequest flag(int type) {
    return attribute(type, new byte[0]);
  }

  NetlinkRequest attribute(int type, byte[] value) {
    ByteBuffer attribute =
        ByteBuffer.allocate((4 + value.length + 3) & ~3)
            .order(ByteOrder.nativeOrder())
            .putShort((short) (4 + value.length))
            .putShort((short) type)
            .put(value);
    return raw(attribute.array());
  }

  byte[] bytes() {
    return body.toByteArray();
  }

  private static byte[] number32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}
