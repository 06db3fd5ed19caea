package modtrace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Fd;

/**
 * A recording that goes on: a trace.dat of version 6 that is one at every moment, for a reader that
 * knows of extents ({@link DatWriterExtents}); for trace-cmd it has of each CPU the first piece. At
 * the end {@link DatWriterFinish} writes it anew in order.
 *
 * <p>Pages of one CPU come from one thread at a time, those of several from several.
 */
public final class DatWriter implements Closeable {
  /** Some 20,000 functions of modules. */
  static final int SYMBOLS_ROOM = 1 << 20;

  /** As many tasks as the kernel remembers. */
  static final int NAMES_ROOM = 1 << 17;

  private final Fd file;
  private final String writer;
  private final int pageBytes;
  private final List<DatWriterCpu> cpus = new ArrayList<>();
  private final DatWriterTable table;
  private final DatWriterRoom symbols;
  private final DatWriterRoom names;

  private DatWriter(
      Fd file, DatWriterTexts texts, DatWriterHead head, String writer, int pageBytes) {
    this.file = file;
    this.writer = writer;
    this.pageBytes = pageBytes;
    table = new DatWriterTable(file, head.tableAt());
    int symbolsLength = texts.kallsyms().length() + SYMBOLS_ROOM;
    int namesLength = texts.commandLines().length() + NAMES_ROOM;
    symbols =
        new DatWriterRoom(file, head.symbolsEnd() - symbolsLength, symbolsLength, texts.kallsyms());
    names =
        new DatWriterRoom(
            file, head.namesEnd() - namesLength, namesLength, LongText.of(texts.commandLines()));
  }

  /**
   * Begins a recording in an empty file, which is closed with it.
   *
   * @param writer name and version of the writing program
   * @param pageBytes the size of a sub-buffer
   * @param cpus how many CPUs there may be
   */
  public static DatWriter begin(
      Fd file, DatWriterTexts texts, String writer, int pageBytes, int cpus) throws IOException {
    DatWriterTexts roomy = texts.withRoom(SYMBOLS_ROOM, NAMES_ROOM);
    DatWriterHead head = DatWriterHead.of(roomy, writer, pageBytes, cpus);
    var recording = new DatWriter(file, texts, head, writer, pageBytes);
    head.write(file);
    var room = DatWriterExtents.begin(file, aligned(head.length(), pageBytes));
    for (int cpu = 0; cpu < cpus; cpu++) {
      recording.cpus.add(new DatWriterCpu(cpu, pageBytes, file, room));
    }
    return recording;
  }

  /** Takes sub-buffers of a CPU, from the position to the limit of a direct buffer. */
  public void pages(int cpu, ByteBuffer pages) throws IOException {
    DatWriterCpu region = cpus.get(cpu);
    region.append(pages);
    table.write(cpu, region.start(), region.inOnePiece());
  }

  /** Takes what is known by now of functions and of names, for the case that there is no end. */
  public void learn(LongText kallsyms, String commandLines) throws IOException {
    symbols.replace(kallsyms);
    names.replace(LongText.of(commandLines));
  }

  /** How many events are in it. */
  public long events() {
    return cpus.stream().mapToLong(DatWriterCpu::events).sum();
  }

  /** How many events its pages tell to be missing; the kernel tells so one page later. */
  public long missed() {
    return cpus.stream().mapToLong(DatWriterCpu::missed).sum();
  }

  /** How many bytes of events are in it. */
  public long bytes() {
    return cpus.stream().mapToLong(DatWriterCpu::bytes).sum();
  }

  /** Whether trace-cmd can read all of it as it is. */
  public boolean isInOnePiece() {
    return cpus.stream().allMatch(cpu -> cpu.inOnePiece() == cpu.bytes());
  }

  /** Writes the whole of it to another, empty file, in order and with what is known at the end. */
  public void finish(Fd whole, DatWriterTexts texts) throws IOException {
    DatWriterHead head = DatWriterHead.of(texts, writer, pageBytes, cpus.size());
    head.write(whole);
    var wholeTable = new DatWriterTable(whole, head.tableAt());
    var finish = new DatWriterFinish(file, whole, aligned(head.length(), pageBytes));
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      long at = finish.at();
      finish.copy(cpus.get(cpu));
      wholeTable.write(cpu, at, finish.at() - at);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static long aligned(long at, int pageBytes) {
    return (at + pageBytes - 1) / pageBytes * pageBytes;
  }
}
