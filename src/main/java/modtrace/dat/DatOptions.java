package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a recording that modtrace uses; all others are passed over. */
final class DatOptions {
  static final int DONE = 0;
  private static final int DATE = 1;
  static final int BUFFER = 3;
  private static final int TRACECLOCK = 4;
  private static final int OFFSET = 7;
  private static final int CPUCOUNT = 8;
  private static final int TIME_SHIFT = 12;
  private static final int TSC2NSEC = 14;
  static final int HEADER_INFO = 16;
  static final int FTRACE_EVENTS = 17;
  static final int EVENT_FORMATS = 18;
  static final int KALLSYMS = 19;
  static final int PRINTK = 20;
  static final int CMDLINES = 21;
  private static final int BUFFER_TEXT = 22;
  private static final int MOST_BUFFERS = 4096;
  private static final int MOST_CPUS = 1 << 16;

  private final boolean sections;
  final List<DatBuffer> buffers = new ArrayList<>();

  /** Of version 6: where in the file the CPU table of each instance is, beside its name. */
  final Map<String, Long> tables = new LinkedHashMap<>();

  /** Of version 7: the offset of each section, by its number. */
  final Map<Integer, Long> offsets = new HashMap<>();

  boolean traceClock;
  String clock = "";
  int cpus;
  private long offset;
  private int multiplier;
  private int shift;
  private Map<Integer, TimeShift> shifts = Map.of();
  private boolean textBuffer;

  /**
   * @param sections whether the file is of version 7, whose buffers are described whole
   */
  DatOptions(boolean sections) {
    this.sections = sections;
  }

  /** Whether a buffer was recorded as text, by a latency tracer: it holds no events. */
  boolean hasTextBuffer() {
    return textBuffer;
  }

  TimeStamps timeStamps() {
    return new TimeStamps(multiplier, shift, offset, shifts);
  }

  boolean isCycles() {
    return multiplier != 0;
  }

  void read(int id, DatCursor data, int pageSize) throws DatException {
    switch (id) {
      case DATE -> offset += number(data) * 1000;
      case OFFSET -> offset += number(data);
      case TRACECLOCK -> {
        traceClock = true;
        clock = marked(text(data), clock);
      }
      case CPUCOUNT -> cpus = (int) Math.min(data.u32("the number of CPUs"), MOST_CPUS);
      case TSC2NSEC -> {
        if (data.remaining() >= 16) {
          multiplier = data.s32("the TSC's multiplier");
          shift = data.s32("the TSC's shift");
        }
      }
      case TIME_SHIFT -> {
        if (data.remaining() >= 16) {
          shifts = TimeShifts.read(data);
        }
      }
      case BUFFER -> buffer(data, pageSize);
      case BUFFER_TEXT -> textBuffer = true;
      case HEADER_INFO, FTRACE_EVENTS, EVENT_FORMATS, KALLSYMS, PRINTK, CMDLINES -> {
        if (data.remaining() >= 8) {
          offsets.put(id, data.u64("the offset of a section"));
        }
      }
      default -> {}
    }
  }

  private void buffer(DatCursor data, int pageSize) throws DatException {
    if (buffers.size() + tables.size() >= MOST_BUFFERS) {
      throw data.failure("the buffers", "there are more than " + MOST_BUFFERS);
    }
    long at = data.u64("the offset of a buffer");
    String name = data.string("a buffer's name");
    if (!sections) {
      tables.put(name, at);
      return;
    }
    offsets.putIfAbsent(BUFFER, at);
    String bufferClock = data.string("a buffer's clock");
    long ownPageSize = data.u32("a buffer's page size");
    long count = data.u32("a buffer's number of CPUs");
    if (count > data.remaining() / 20) {
      throw data.failure("a buffer's CPUs", count + " of them do not fit into the option");
    }
    List<CpuData> places = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      int cpu = data.s32("a CPU's number") & (MOST_CPUS - 1);
      places.add(new CpuData(cpu, data.u64("a CPU's offset"), data.u64("a CPU's size")));
    }
    if (name.isEmpty() && clock.isEmpty()) {
      clock = bufferClock;
    }
    int size = pageSize(ownPageSize == 0 ? pageSize : ownPageSize, data);
    sectionsOf.add(at);
    buffers.add(new DatBuffer(name, bufferClock, size, false, places));
  }

  /** Of version 7: where the section of each of {@link #buffers} begins. */
  final List<Long> sectionsOf = new ArrayList<>();

  static int pageSize(long size, DatCursor at) throws DatException {
    if (size < 64 || size > DatBuffer.LARGEST_PAGE) {
      throw at.failure("the page size", size + " bytes are no page");
    }
    return (int) size;
  }

  /** The word in brackets of {@code [local] global …}. */
  static String marked(String clocks, String otherwise) {
    int from = clocks.indexOf('[');
    int to = clocks.indexOf(']', from + 1);
    return from < 0 || to < 0 ? otherwise : clocks.substring(from + 1, to);
  }

  private static String text(DatCursor data) throws DatException {
    return new String(data.bytes(data.remaining(), "an option"), ISO_8859_1);
  }

  /** As strtoll reads it: hexadecimal after 0x; 0 where it is no number. */
  private static long number(DatCursor data) throws DatException {
    String text = text(data);
    int end = text.indexOf('\0');
    text = (end < 0 ? text : text.substring(0, end)).strip();
    boolean minus = text.startsWith("-");
    String digits = minus || text.startsWith("+") ? text.substring(1) : text;
    int radix = digits.startsWith("0x") ? 16 : 10;
    try {
      long number = Long.parseLong(radix == 16 ? digits.substring(2) : digits, radix);
      return minus ? -number : number;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
