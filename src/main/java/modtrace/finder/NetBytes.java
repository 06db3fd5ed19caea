package modtrace.finder;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers and addresses in what the kernel wrote; the caller has checked the bounds. */
final class NetBytes {
  private NetBytes() {}

  static int number16(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getShort(at) & 0xffff;
  }

  static int number32(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at);
  }

  /** An address of 4 or 16 bytes, as commands take it; of another length empty. */
  static String address(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  static String address(ByteBuffer body, int at, boolean ipv6) {
    byte[] bytes = new byte[ipv6 ? 16 : 4];
    body.get(at, bytes);
    return address(bytes);
  }

  /** An address of 4 or 16 bytes; shorter ones are filled with zeros. */
  static byte[] filled(byte[] address, boolean ipv6) {
    return Arrays.copyOf(address, ipv6 ? 16 : 4);
  }
}
