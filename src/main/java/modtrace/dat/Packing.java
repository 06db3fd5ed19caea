package modtrace.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import modtrace.sys.Zstd;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks what version 7 packs: chunks of {@code u32 packed size, u32 unpacked size, data}, each
 * for itself. What a chunk may grow to is told beforehand, and bounded.
 */
final class Packing {
  private enum Kind {
    NONE,
    ZLIB,
    ZSTD
  }

  private final Kind kind;
  private @Nullable Inflater inflater;
  private @Nullable Zstd zstd;

  private Packing(Kind kind) {
    this.kind = kind;
  }

  /**
   * @param name as the file's head names it: none, zlib or zstd; empty is none
   */
  static Packing of(String name, long offset) throws DatException {
    return switch (name) {
      case "", "none" -> new Packing(Kind.NONE);
      case "zlib" -> new Packing(Kind.ZLIB);
      case "zstd" -> new Packing(Kind.ZSTD);
      default ->
          throw new DatException(offset, "the compression", "modtrace knows none, zlib and zstd");
    };
  }

  /** One of the same kind, for another thread. */
  Packing another() {
    return new Packing(kind);
  }

  boolean isNone() {
    return kind == Kind.NONE;
  }

  /** The next chunk, unpacked, its index 0 being its first byte. */
  ByteBuffer chunk(DatCursor in, int most, String what) throws DatException {
    return chunk(in, most, ByteBuffer.allocate(0), what);
  }

  /** As above, into {@code room} where that is large enough. */
  ByteBuffer chunk(DatCursor in, int most, ByteBuffer room, String what) throws DatException {
    long packed = in.u32(what);
    long size = in.u32(what);
    long offset = in.offset();
    if (size > most) {
      throw in.failure(what, "it would unpack to " + size + " bytes, modtrace takes " + most);
    }
    DatCursor data = in.part(packed, what);
    ByteOrder order = data.rest().order();
    ByteBuffer unpacked =
        size <= room.capacity() && room.isDirect()
            ? room.clear().limit((int) size)
            : ByteBuffer.allocateDirect((int) size).order(order);
    int got = unpack(data.rest(), unpacked, offset, what);
    if (got != size) {
      throw new DatException(offset, what, "its packed data is damaged");
    }
    return unpacked;
  }

  private int unpack(ByteBuffer packed, ByteBuffer to, long offset, String what)
      throws DatException {
    return switch (kind) {
      case NONE -> throw new DatException(offset, what, "it is packed, the file says it is not");
      case ZLIB -> inflate(packed, to);
      case ZSTD -> decompress(packed, to, offset, what);
    };
  }

  private int inflate(ByteBuffer packed, ByteBuffer to) {
    if (inflater == null) {
      inflater = new Inflater();
    }
    inflater.reset();
    inflater.setInput(packed);
    try {
      int got = inflater.inflate(to.duplicate());
      return got;
    } catch (DataFormatException e) {
      return -1;
    }
  }

  private int decompress(ByteBuffer packed, ByteBuffer to, long offset, String what)
      throws DatException {
    if (zstd == null) {
      if (!Zstd.isThere()) {
        throw new DatException(
            offset, what, "it is zstd data, and there is no libzstd.so.1 (install libzstd1)");
      }
      zstd = new Zstd();
    }
    return zstd.decompress(packed, to);
  }
}
