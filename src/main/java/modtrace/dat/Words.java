package modtrace.dat;

/**
 * Numbers out of bytes, in so small methods that the JVM's quick compiler puts each of them in its
 * place: {@code who-holds} has no time for the thorough one ({@code src/bench/compare-dat}).
 */
final class Words {
  private Words() {}

  static int u16(byte[] bytes, int at, boolean big) {
    int little = little16(bytes, at);
    return big ? Short.reverseBytes((short) little) & 0xFFFF : little;
  }

  static int s32(byte[] bytes, int at, boolean big) {
    int little = little32(bytes, at);
    return big ? Integer.reverseBytes(little) : little;
  }

  static long u32(byte[] bytes, int at, boolean big) {
    return s32(bytes, at, big) & 0xFFFFFFFFL;
  }

  static long s64(byte[] bytes, int at, boolean big) {
    long little = little64(bytes, at);
    return big ? Long.reverseBytes(little) : little;
  }

  private static long little64(byte[] bytes, int at) {
    return (little32(bytes, at) & 0xFFFFFFFFL) | (long) little32(bytes, at + 4) << 32;
  }

  private static int little32(byte[] bytes, int at) {
    return little16(bytes, at) | little16(bytes, at + 2) << 16;
  }

  private static int little16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }
}
