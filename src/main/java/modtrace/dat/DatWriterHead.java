package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modtrace.sys.Fd;

/**
 * All of a trace.dat of version 6 that stands before the data (trace-cmd.dat.v6(5)), and where in
 * it the table of the CPUs is.
 */
final class DatWriterHead {
  static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

  /** For each CPU where its data is, and how long. */
  static final int TABLE_ENTRY_BYTES = 2 * Long.BYTES;

  /** Options, of those that trace-cmd knows (lib/trace-cmd/include/private). */
  private static final int CPUSTAT = 2;

  private static final int TRACECLOCK = 4;
  private static final int UNAME = 5;
  private static final int VERSION = 9;

  private final LongText symbols;
  private byte[] beforeSymbols = {};
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int symbolsEnd;
  private int namesEnd;
  private int tableAt;

  private DatWriterHead(LongText symbols) {
    this.symbols = symbols;
  }

  /**
   * Makes it, with a table of zeros.
   *
   * @param writer name and version of the writing program
   * @param cpus how many CPUs there may be
   */
  static DatWriterHead of(DatWriterTexts texts, String writer, int pageBytes, int cpus) {
    var head = new DatWriterHead(texts.kallsyms());
    head.initial(pageBytes);
    head.formats(texts);
    head.symbols();
    head.sized32(texts.printkFormats());
    head.sized(texts.commandLines());
    head.namesEnd = head.length();
    head.number32(cpus);
    head.options(texts, writer);
    head.table(cpus, texts.clocks());
    return head;
  }

  /** Puts it at the begin of a file. */
  void write(Fd file) throws IOException {
    write(file, beforeSymbols, 0);
    symbols.write(file, beforeSymbols.length, 0);
    write(file, bytes.toByteArray(), symbolsEnd);
  }

  private static void write(Fd file, byte[] bytes, long at) throws IOException {
    file.writeAt(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(), at);
  }

  int length() {
    return symbolsEnd + bytes.size();
  }

  int symbolsEnd() {
    return symbolsEnd;
  }

  int namesEnd() {
    return namesEnd;
  }

  int tableAt() {
    return tableAt;
  }

  private void initial(int pageBytes) {
    put(MAGIC);
    text("6");
    bytes.write(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1);
    bytes.write(Long.BYTES);
    number32(pageBytes);
  }

  private void formats(DatWriterTexts texts) {
    text("header_page");
    sized(texts.headerPage());
    text("header_event");
    sized(texts.headerEvent());
    all(texts.ftraceFormats());
    number32(texts.formats().size());
    for (Map.Entry<String, List<String>> system : texts.formats().entrySet()) {
      text(system.getKey());
      all(system.getValue());
    }
  }

  /** All that comes before them is whole then. */
  private void symbols() {
    number32(symbols.length());
    beforeSymbols = bytes.toByteArray();
    bytes.reset();
    symbolsEnd = beforeSymbols.length + symbols.length();
  }

  private void all(List<String> formats) {
    number32(formats.size());
    formats.forEach(this::sized);
  }

  private void options(DatWriterTexts texts, String writer) {
    put("options  \0".getBytes(ISO_8859_1));
    option(TRACECLOCK, texts.clocks());
    option(UNAME, texts.uname());
    option(VERSION, writer);
    for (Map.Entry<Integer, String> cpu : new TreeMap<>(texts.statistics()).entrySet()) {
      option(CPUSTAT, "CPU: " + cpu.getKey() + "\n" + cpu.getValue());
    }
    number16(0);
  }

  /** An option's text ends with a zero. */
  private void option(int id, String text) {
    number16(id);
    number32(text.length() + 1);
    text(text);
  }

  /** The clock stands after the table as well, which its option announces. */
  private void table(int cpus, String clocks) {
    put("flyrecord\0".getBytes(ISO_8859_1));
    tableAt = length();
    put(new byte[cpus * TABLE_ENTRY_BYTES]);
    sized(clocks);
  }

  private void sized(String data) {
    put(number(Long.BYTES).putLong(data.length()));
    put(data.getBytes(ISO_8859_1));
  }

  private void sized32(String data) {
    number32(data.length());
    put(data.getBytes(ISO_8859_1));
  }

  private void text(String text) {
    put((text + '\0').getBytes(ISO_8859_1));
  }

  private void number32(int value) {
    put(number(Integer.BYTES).putInt(value));
  }

  private void number16(int value) {
    put(number(Short.BYTES).putShort((short) value));
  }

  private static ByteBuffer number(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  private void put(ByteBuffer number) {
    byte[] data = new byte[number.flip().remaining()];
    number.get(data);
    put(data);
  }

  private void put(byte[] data) {
    bytes.write(data, 0, data.length);
  }
}
