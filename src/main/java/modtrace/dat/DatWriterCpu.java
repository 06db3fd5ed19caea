package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import modtrace.sys.Fd;

/**
 * The sub-buffers of one CPU in a recording that still goes on. One that the kernel was still
 * filling when it was read is continued in place by the rest of its events, so that a file which is
 * always up to date has no more pages than one written at the end.
 */
final class DatWriterCpu {
  private final int cpu;
  private final int pageBytes;
  private final Fd file;
  private final DatWriterExtents room;
  private final List<Long> extents = new ArrayList<>();
  private final DatWriterPage walked;
  private final DatWriterPage last;
  private final ByteBuffer tail;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  DatWriterCpu(int cpu, int pageBytes, Fd file, DatWriterExtents room) {
    this.cpu = cpu;
    this.pageBytes = pageBytes;
    this.file = file;
    this.room = room;
    walked = new DatWriterPage(pageBytes);
    last = new DatWriterPage(pageBytes);
    tail = ByteBuffer.allocateDirect(pageBytes).order(ByteOrder.nativeOrder());
  }

  /** Writes sub-buffers, from the position to the limit. */
  void append(ByteBuffer pages) throws IOException {
    if (bytes.get() > 0 && last.isContinuedBy(pages, pages.position())) {
      continueTail(pages);
    }
    int end = pages.limit();
    if (pages.position() < end) {
      keepTail(pages, end - pageBytes);
    }
    while (pages.position() < end) {
      int from = pages.position();
      pages.limit((int) Math.min(end, from + room()));
      write(pages);
      count(pages, from);
      pages.limit(end);
    }
  }

  /** What a full disk took in part is blotted out, for nobody could tell it from a page. */
  private void write(ByteBuffer pages) throws IOException {
    int length = pages.remaining();
    long at = place(bytes.get());
    try {
      file.writeAt(pages, at);
      bytes.addAndGet(length);
    } catch (IOException e) {
      blot(at, e);
      throw e;
    }
  }

  private void blot(long at, IOException why) {
    try {
      file.writeAt(ByteBuffer.allocateDirect(DatWriterPage.HEADER_BYTES), at);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /** Takes the first page's events into the last page, if they fit. */
  private void continueTail(ByteBuffer pages) throws IOException {
    int page = pages.position();
    int had = last.dataBytes(tail, 0);
    int more = last.dataBytes(pages, page);
    if (had + more > pageBytes - DatWriterPage.HEADER_BYTES || last.missed(tail, 0)) {
      return;
    }
    tail.put(DatWriterPage.HEADER_BYTES + had, pages, page + DatWriterPage.HEADER_BYTES, more);
    last.setDataBytes(tail, 0, had + more);
    long before = last.events();
    last.walk(tail, 0);
    file.writeAt(tail.clear(), place(bytes.get() - pageBytes));
    events.addAndGet(last.events() - before);
    pages.position(page + pageBytes);
  }

  private void keepTail(ByteBuffer pages, int page) {
    tail.put(0, pages, page, pageBytes);
    last.walk(tail, 0);
  }

  private void count(ByteBuffer pages, int from) {
    for (int page = from; page < pages.limit(); page += pageBytes) {
      walked.walk(pages, page);
      events.addAndGet(walked.events());
      missed.addAndGet(walked.missedEvents(pages, page));
    }
  }

  /** How many bytes the extent still takes; a whole one where it is full. */
  private long room() {
    return DatWriterExtents.EXTENT_BYTES - bytes.get() % DatWriterExtents.EXTENT_BYTES;
  }

  /** Where a byte of this CPU's is in the file; begins an extent for the one after the last. */
  private long place(long at) throws IOException {
    int extent = (int) (at / DatWriterExtents.EXTENT_BYTES);
    if (extent == extents.size()) {
      extents.add(room.next(cpu));
    }
    return extents.get(extent) + at % DatWriterExtents.EXTENT_BYTES;
  }

  /** Where it begins; 0 as long as there is nothing. */
  long start() {
    return extents.isEmpty() ? 0 : extents.get(0);
  }

  /** How many bytes from {@link #start} on are in one piece. */
  long inOnePiece() {
    long end = 0;
    for (int i = 0; i < extents.size(); i++) {
      if (extents.get(i) != start() + end) {
        break;
      }
      end += DatWriterExtents.EXTENT_BYTES;
    }
    return Math.min(end, bytes.get());
  }

  /** The extents in order; the last is filled up to {@link #bytes}. */
  List<Long> extents() {
    return extents;
  }

  long bytes() {
    return bytes.get();
  }

  long events() {
    return events.get();
  }

  long missed() {
    return missed.get();
  }
}
