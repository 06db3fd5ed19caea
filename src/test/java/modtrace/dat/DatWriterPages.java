package modtrace.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sub-buffers as the kernel makes them, of 128 bytes. */
public final class DatWriterPages {
  public static final int PAGE_BYTES = 128;
  public static final String HEADER_PAGE =
      """
      \tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;
      \tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;
      \tfield: char data;\toffset:16;\tsize:112;\tsigned:0;
      """;

  private final ByteBuffer page =
      ByteBuffer.allocateDirect(PAGE_BYTES).order(ByteOrder.nativeOrder());

  private DatWriterPages(long stamp) {
    page.putLong(stamp).putLong(0);
  }

  /** A page whose first event is so much later than its stamp as its delta says. */
  public static DatWriterPages at(long stamp) {
    return new DatWriterPages(stamp);
  }

  /** An event with one word of data. */
  public DatWriterPages event(int delta, int data) {
    page.putInt(1 | delta << 5).putInt(data);
    return committed(0);
  }

  /** So much time passes before the next event. */
  public DatWriterPages timeExtend(long nanos) {
    page.putInt(30 | (int) (nanos & 0x7FF_FFFF) << 5).putInt((int) (nanos >>> 27));
    return committed(0);
  }

  /** Events are missing before it; how many is behind its data. */
  public DatWriterPages missed(long events) {
    committed(3 << 30);
    page.putLong(events);
    return this;
  }

  private DatWriterPages committed(int flags) {
    page.putInt(8, (page.position() - 16) | flags);
    return this;
  }

  public byte[] bytes() {
    byte[] bytes = new byte[PAGE_BYTES];
    page.get(0, bytes);
    return bytes;
  }

  /** All of them in one run. */
  static ByteBuffer run(DatWriterPages... pages) {
    ByteBuffer run =
        ByteBuffer.allocateDirect(PAGE_BYTES * pages.length).order(ByteOrder.nativeOrder());
    for (DatWriterPages each : pages) {
      run.put(each.bytes());
    }
    return run.flip();
  }
}
