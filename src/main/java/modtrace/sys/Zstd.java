package modtrace.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Unpacks zstd data by the system's libzstd.so.1 (zstd.h). */
public final class Zstd {
  private static final String LIBRARY = "libzstd.so.1";

  /** The library's functions, mapped directly; to be loaded only where it is there. */
  private static final class Library {
    static {
      JnaLibrary.takeOurs();
      Native.register(Library.class, NativeLibrary.getInstance(LIBRARY));
    }

    private Library() {}

    @SuppressWarnings("checkstyle:MethodName")
    static native long ZSTD_decompress(Pointer to, long most, Pointer from, long size);

    @SuppressWarnings("checkstyle:MethodName")
    static native int ZSTD_isError(long result);
  }

  /** Whether this system has the library. */
  public static boolean isThere() {
    JnaLibrary.takeOurs();
    try {
      NativeLibrary.getInstance(LIBRARY);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /**
   * Unpacks one frame.
   *
   * @param packed direct, all of it from index 0 to its limit
   * @param to direct, filled from index 0, never beyond its limit
   * @return how many bytes it became, -1 when the data is damaged or becomes more than fits
   */
  public int decompress(ByteBuffer packed, ByteBuffer to) {
    long got =
        Library.ZSTD_decompress(
            Native.getDirectBufferPointer(to),
            to.limit(),
            Native.getDirectBufferPointer(packed),
            packed.limit());
    return Library.ZSTD_isError(got) == 0 ? (int) got : -1;
  }
}
