package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** struct drm_version of include/uapi/drm/drm.h, of which only the driver's name is asked for. */
final class DrmVersion {
  /** {@code DRM_IOWR(0x00, struct drm_version)}. */
  static final long REQUEST = 0xC0406400L;

  private static final int SIZE = 64;
  private static final int NAME_LENGTH = 16;
  private static final int NAME = 24;
  private static final int LONGEST = 256;

  /** The call, which fills the structure in. */
  @FunctionalInterface
  interface Call {
    void make(Pointer request) throws SyscallException;
  }

  private DrmVersion() {}

  static String driver(Call call) throws SyscallException {
    try (Memory request = new Memory(SIZE);
        Memory name = new Memory(LONGEST)) {
      request.clear();
      request.setLong(NAME_LENGTH, LONGEST);
      request.setPointer(NAME, name);
      call.make(request);
      int length = (int) Math.min(LONGEST, Math.max(0, request.getLong(NAME_LENGTH)));
      return new String(name.getByteArray(0, length), UTF_8);
    }
  }
}
