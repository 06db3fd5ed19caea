package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Version 6: one part after the other, and the pages of the CPUs at the end. */
final class DatVersion6 implements DatMetadata {
  private static final int MOST_CPUS = 1 << 16;
  private static final int WORD = 10;

  private final DatBytes bytes;
  private final DatCursor in;
  private final int longSize;
  private final int pageSize;
  private final DatOptions options = new DatOptions(false);
  private final Packing packing = Packing.of("none", 0);
  private final List<EventFormat> formats = new ArrayList<>();
  private final List<DatBuffer> buffers = new ArrayList<>();
  private PageLayout layout = new PageLayout(0, 8, 8, 16);
  private DatCursor kallsyms;
  private DatCursor printkFormats;
  private DatCursor cmdlines;
  private int cpus;
  private boolean unfinished;

  DatVersion6(DatBytes bytes, DatCursor in, int longSize, int pageSize) throws DatException {
    this.bytes = bytes;
    this.in = in;
    this.longSize = longSize;
    this.pageSize = pageSize;
    this.kallsyms = in.part(0, "nothing");
    this.printkFormats = kallsyms;
    this.cmdlines = kallsyms;
  }

  DatMetadata read() throws IOException {
    layout = FormatLists.header(in, longSize);
    formats.addAll(FormatLists.ftrace(in));
    formats.addAll(FormatLists.systems(in));
    kallsyms = in.part(in.u32("the size of kallsyms"), "kallsyms");
    printkFormats = in.part(in.u32("the size of printk_formats"), "printk_formats");
    cmdlines = in.part(in.u64("the size of saved_cmdlines"), "saved_cmdlines");
    cpus = count(in);
    String word = word(in);
    if (word.startsWith("options")) {
      readOptions();
      word = word(in);
    }
    if (word.startsWith("latency")) {
      throw in.failure("the kind of data", "it is a latency tracer's text, not events");
    }
    events(word);
    return this;
  }

  private static int count(DatCursor in) throws DatException {
    long count = in.u32("the number of CPUs");
    if (count > MOST_CPUS) {
      throw in.failure("the number of CPUs", count + " are more than there can be");
    }
    return (int) count;
  }

  private static String word(DatCursor in) throws DatException {
    return new String(in.bytes(WORD, "the kind of data"), ISO_8859_1);
  }

  private void readOptions() throws DatException {
    for (int id = in.u16("an option"); id != DatOptions.DONE; id = in.u16("an option")) {
      long size = in.u32("an option's size");
      options.read(id, in.part(size, "option " + id), pageSize);
    }
  }

  private void events(String word) throws IOException {
    if (!word.startsWith("flyrecord")) {
      throw in.failure("the kind of data", "neither \"flyrecord\" nor \"latency\" is there");
    }
    int top = options.cpus > 0 ? options.cpus : cpus;
    List<CpuData> whole = table(in, top);
    clock(top);
    buffers.add(buffer("", pieces(whole)));
    if ((long) top * options.tables.size() > MOST_CPUS) {
      throw in.failure("the buffers", "they have more CPUs than there can be");
    }
    for (Map.Entry<String, Long> table : options.tables.entrySet()) {
      DatCursor at = bytes.from(table.getValue(), "buffer " + table.getKey());
      String kind = word(at);
      if (!kind.startsWith("flyrecord")) {
        throw at.failure("buffer " + table.getKey(), "\"flyrecord\" is not there");
      }
      buffers.add(buffer(table.getKey(), table(at, top)));
    }
    cpus = top;
  }

  /** The clock follows the table where an option says so; what is there is not always one. */
  private void clock(int top) throws DatException {
    if (top < cpus) {
      table(in, cpus - top);
    }
    if (options.traceClock && in.remaining() >= 8) {
      long size = in.u64("the clock's size");
      if (size >= 0 && size < 4096 && size <= in.remaining()) {
        String clocks = new String(in.bytes(size, "the clock"), ISO_8859_1);
        options.clock = DatOptions.marked(clocks, "local");
      }
    }
  }

  /** All pieces of a recording of modtrace's that was not put in order; else the table. */
  private List<CpuData> pieces(List<CpuData> table) throws IOException {
    var pieces =
        DatPieces.read(bytes.channel(), bytes.order(), in.offset(), pageSize, table.size());
    if (pieces.isEmpty()) {
      return table;
    }
    unfinished = true;
    List<CpuData> all = new ArrayList<>();
    for (int cpu = 0; cpu < table.size(); cpu++) {
      for (DatPieces.Piece piece : pieces.get().get(cpu)) {
        all.add(new CpuData(table.get(cpu).cpu(), piece.offset(), piece.length()));
      }
    }
    return all;
  }

  private DatBuffer buffer(String name, List<CpuData> table) {
    return new DatBuffer(name, options.clock, pageSize, false, table);
  }

  private static List<CpuData> table(DatCursor in, int count) throws DatException {
    List<CpuData> table = new ArrayList<>();
    for (int cpu = 0; cpu < count; cpu++) {
      table.add(new CpuData(cpu, in.u64("a CPU's offset"), in.u64("a CPU's size")));
    }
    return table;
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
    return cpus;
  }

  @Override
  public boolean isUnfinished() {
    return unfinished;
  }

  @Override
  public byte[] kallsyms() throws IOException {
    return copy(kallsyms, "kallsyms");
  }

  @Override
  public byte[] printkFormats() throws IOException {
    return copy(printkFormats, "printk_formats");
  }

  @Override
  public byte[] cmdlines() throws IOException {
    return copy(cmdlines, "saved_cmdlines");
  }

  private static byte[] copy(DatCursor part, String what) throws DatException {
    if (part.remaining() > LARGEST_PART) {
      throw part.failure(what, part.remaining() + " bytes are more than modtrace takes");
    }
    byte[] copy = new byte[part.remaining()];
    part.rest().get(copy);
    return copy;
  }
}
