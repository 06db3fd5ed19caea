package modtrace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import modtrace.event.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A trace.dat: what it says of the kernel that was traced, and where its events are. The events
 * themselves are read by {@link DatEvents}.
 */
public final class DatFile implements Closeable {
  private static final byte[] MAGIC = {0x17, 0x08, 'D', 't', 'r', 'a', 'c', 'i', 'n', 'g'};
  private static final int LARGEST_ID = 1 << 16;
  private static final int MOST_CPUS = 1 << 18;

  final DatBytes bytes;
  final Packing packing;
  final PageLayout layout;
  final DatOptions options;
  final List<DatBuffer> buffers;
  private final @Nullable EventFormat[] formats;
  private final DatMetadata metadata;
  private @Nullable Symbols symbols;
  private @Nullable Comms comms;

  private DatFile(DatBytes bytes, DatMetadata metadata) throws IOException {
    this.bytes = bytes;
    this.metadata = metadata;
    this.packing = metadata.packing();
    this.layout = metadata.layout();
    this.options = metadata.options();
    this.buffers = metadata.buffers();
    checkOverlap();
    int largest = 0;
    List<EventFormat> known = new ArrayList<>();
    for (EventFormat format : metadata.formats()) {
      if (format.id() < LARGEST_ID) {
        known.add(format);
        largest = Math.max(largest, format.id());
      }
    }
    formats = new EventFormat[largest + 1];
    for (EventFormat format : known) {
      formats[format.id()] = format;
    }
  }

  /** CPUs that share data would be read again and again: no recording is so. */
  private void checkOverlap() throws DatException {
    long left = bytes.size();
    int cpus = 0;
    for (DatBuffer buffer : buffers) {
      cpus += buffer.cpus().size();
      for (CpuData cpu : buffer.cpus()) {
        if (cpu.size() > 0 && cpu.offset() >= 0 && cpu.offset() < bytes.size()) {
          left -= Math.min(cpu.size(), bytes.size() - cpu.offset());
        }
      }
    }
    if (left < 0 || cpus > MOST_CPUS) {
      throw new DatException(0, "the CPUs' data", "it is more than the file has");
    }
  }

  /** Whether a file that begins so is a trace.dat, of whatever version. */
  public static boolean isOne(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Opens a trace.dat and reads all but its events.
   *
   * @throws DatException when it is none, or damaged
   */
  public static DatFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      var bytes = new DatBytes(channel);
      return new DatFile(bytes, read(bytes));
    } catch (IOException | RuntimeException e) {
      try (channel) {
        throw e;
      }
    }
  }

  private static DatMetadata read(DatBytes bytes) throws IOException {
    DatCursor head = bytes.from(0, "the head");
    if (!isOne(head.bytes(Math.min(MAGIC.length, head.remaining()), "the head"))) {
      throw new DatException(0, "the head", "it is no trace.dat");
    }
    String version = head.string("the version");
    long versionOffset = head.offset();
    boolean big = head.u8("the byte order") != 0;
    bytes.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int longSize = head.u8("the size of a long");
    head = bytes.from(head.offset(), "the head");
    if (longSize != 4 && longSize != 8) {
      throw head.failure("the size of a long", longSize + " is neither 4 nor 8");
    }
    int pageSize = DatOptions.pageSize(head.u32("the page size"), head);
    return switch (version) {
      case "6" -> new DatVersion6(bytes, head, longSize, pageSize).read();
      case "7" -> new DatVersion7(bytes, head, longSize, pageSize).read();
      default ->
          throw new DatException(
              versionOffset, "the version", "it is \"" + version + "\", modtrace reads 6 and 7");
    };
  }

  /** The format of the events of this number; null where the file has none. */
  @Nullable EventFormat format(int id) {
    return id >= 0 && id < formats.length ? formats[id] : null;
  }

  /** The first format of this name. */
  @Nullable EventFormat format(String name) {
    for (EventFormat format : formats) {
      if (format != null && format.name().equals(name)) {
        return format;
      }
    }
    return null;
  }

  /** The names of the buffers, the top one's being empty, in the order of the file. */
  public List<String> bufferNames() {
    return buffers.stream().map(DatBuffer::name).toList();
  }

  int largestId() {
    return formats.length - 1;
  }

  /** Where each event tells its number: common_type, alike in all formats. */
  EventField typeField() {
    for (EventFormat format : formats) {
      EventField type = format == null ? null : format.find("common_type");
      if (type != null) {
        return type;
      }
    }
    return new EventField("common_type", "unsigned short", 0, 2, false, false);
  }

  /** The number of an event; -1 where it is too short to have one. */
  int id(CpuEvents event, EventField type) {
    return type.offset() + type.size() > event.size()
        ? -1
        : (int) Records.number(event.bytes(), event.at() + type.offset(), type.size(), false);
  }

  Symbols symbols() throws IOException {
    if (symbols == null) {
      symbols = Symbols.parse(metadata.kallsyms());
    }
    return symbols;
  }

  byte[] printkFormats() throws IOException {
    return metadata.printkFormats();
  }

  Comms comms() throws IOException {
    if (comms == null) {
      comms = Comms.parse(metadata.cmdlines());
    }
    return comms;
  }

  /** The unit of the events' times: trace-cmd takes boot and tai for counters, and so do we. */
  Clock clock() {
    boolean nanos =
        !options.traceClock
            || options.isCycles()
            || options.clock.startsWith("mono")
            || switch (options.clock) {
              case "", "local", "global", "uptime", "perf" -> true;
              default -> false;
            };
    return nanos ? Clock.NANOSECONDS : Clock.TICKS;
  }

  /** How many CPUs the recording says it is of. */
  int cpus() {
    return metadata.cpus();
  }

  /**
   * Whether it is a recording of modtrace's that was killed, or that a full disk ended: what came
   * after its {@link #cpuEnds} is missing, if anything did.
   */
  public boolean isUnfinished() {
    return metadata.isUnfinished();
  }

  /** The last event of each CPU that has any, in the top buffer, by the CPUs' numbers. */
  public List<CpuEnd> cpuEnds() {
    return CpuEnd.of(this);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
