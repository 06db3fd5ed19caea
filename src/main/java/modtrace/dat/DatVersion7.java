package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Version 7: sections, found by the offsets in the options; each may be packed. */
final class DatVersion7 implements DatMetadata {
  private static final int PACKED = 1;
  private static final int MOST_OPTIONS = 1 << 16;

  /** A section's head: u16 id, u16 flags, u32 string id, u64 size. */
  private static final int HEAD = 16;

  private final DatBytes bytes;
  private final int longSize;
  private final int pageSize;
  private final Packing packing;
  private final DatOptions options = new DatOptions(true);
  private final List<EventFormat> formats = new ArrayList<>();
  private final List<DatBuffer> buffers = new ArrayList<>();
  private final long firstOptions;
  private PageLayout layout = new PageLayout(0, 8, 8, 16);

  DatVersion7(DatBytes bytes, DatCursor head, int longSize, int pageSize) throws DatException {
    this.bytes = bytes;
    this.longSize = longSize;
    this.pageSize = pageSize;
    long offset = head.offset();
    this.packing = Packing.of(head.string("the compression"), offset);
    head.string("the compression's version");
    this.firstOptions = head.u64("the offset of the options");
  }

  DatMetadata read() throws IOException {
    Set<Long> seen = new HashSet<>();
    long at = firstOptions;
    while (at != 0 && seen.add(at)) {
      at = readOptions(at);
    }
    layout = FormatLists.header(section(DatOptions.HEADER_INFO, "the headers"), longSize);
    formats.addAll(FormatLists.ftrace(section(DatOptions.FTRACE_EVENTS, "ftrace's formats")));
    formats.addAll(FormatLists.systems(section(DatOptions.EVENT_FORMATS, "the event formats")));
    for (int i = 0; i < options.buffers.size(); i++) {
      DatBuffer buffer = options.buffers.get(i);
      boolean packed = isPacked(options.sectionsOf.get(i), buffer.name());
      buffers.add(
          new DatBuffer(buffer.name(), buffer.clock(), buffer.pageSize(), packed, buffer.cpus()));
    }
    if (buffers.isEmpty()) {
      throw new DatException(
          firstOptions,
          "the options",
          options.hasTextBuffer() ? "it is a latency tracer's text, not events" : "no buffer");
    }
    return this;
  }

  /** Reads one section of options and tells where the next is; 0 after the last. */
  private long readOptions(long offset) throws IOException {
    DatCursor in = open(offset, DatOptions.DONE, "the options");
    for (int i = 0; i < MOST_OPTIONS && in.remaining() >= 6; i++) {
      int id = in.u16("an option");
      DatCursor data = in.part(in.u32("an option's size"), "option " + id);
      if (id == DatOptions.DONE) {
        return data.remaining() < 8 ? 0 : data.u64("the next options");
      }
      options.read(id, data, pageSize);
    }
    return 0;
  }

  private DatCursor section(int id, String what) throws IOException {
    Long offset = options.offsets.get(id);
    if (offset == null) {
      throw new DatException(
          firstOptions, "the options", "they do not tell where " + what + " are");
    }
    return open(offset, id, what);
  }

  /** The contents of a section, unpacked. */
  private DatCursor open(long offset, int id, String what) throws IOException {
    DatCursor head = new DatCursor(bytes.map(offset, HEAD, what), offset);
    int found = head.u16(what);
    if (found != id) {
      throw new DatException(offset, what, "section " + found + " is there, not " + id);
    }
    boolean packed = (head.u16(what) & PACKED) != 0;
    head.u32(what);
    long size = head.u64(what);
    DatCursor data = new DatCursor(bytes.map(offset + HEAD, size, what), offset + HEAD);
    if (!packed) {
      return data;
    }
    ByteBuffer unpacked = packing.chunk(data, LARGEST_PART, what);
    return new DatCursor(unpacked, 0);
  }

  private boolean isPacked(long offset, String name) throws IOException {
    String what = "buffer " + name;
    DatCursor head = new DatCursor(bytes.map(offset, HEAD, what), offset);
    int id = head.u16(what);
    if (id != DatOptions.BUFFER) {
      throw new DatException(offset, what, "section " + id + " is there");
    }
    return (head.u16(what) & PACKED) != 0;
  }

  /** A part that a file need not have, without the size that it begins with. */
  private byte[] optional(int id, boolean longSizes, String what) throws IOException {
    if (!options.offsets.containsKey(id)) {
      return new byte[0];
    }
    DatCursor in = section(id, what);
    long size = longSizes ? in.u64(what) : in.u32(what);
    if (size > LARGEST_PART) {
      throw in.failure(what, size + " bytes are more than modtrace takes");
    }
    return in.bytes(size, what);
  }

  @Override
  public Packing packing() {
    return packing;
  }

  @Override
  public PageLayout layout() {
    return layout;
  }

  @Override
  public DatOptions options() {
    return options;
  }

  @Override
  public List<EventFormat> formats() {
    return formats;
  }

  @Override
  public List<DatBuffer> buffers() {
    return buffers;
  }

  @Override
  public int cpus() {
    return options.cpus > 0 ? options.cpus : buffers.get(0).cpus().size();
  }

  @Override
  public byte[] kallsyms() throws IOException {
    return optional(DatOptions.KALLSYMS, false, "kallsyms");
  }

  @Override
  public byte[] printkFormats() throws IOException {
    return optional(DatOptions.PRINTK, false, "printk_formats");
  }

  @Override
  public byte[] cmdlines() throws IOException {
    return optional(DatOptions.CMDLINES, true, "saved_cmdlines");
  }
}
