package modtrace.dat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a reader of a recording has to know of the kernel that it was made on, as the kernel tells
 * it; each char is a byte (ISO 8859-1).
 *
 * @param headerPage events/header_page
 * @param headerEvent events/header_event
 * @param ftraceFormats events/ftrace/EVENT/format of each
 * @param formats for each system events/SYSTEM/EVENT/format of those recorded
 * @param kallsyms /proc/kallsyms: addresses and the functions there
 * @param printkFormats printk_formats
 * @param commandLines saved_cmdlines: for each pid the name of its task
 * @param clocks trace_clock: all clocks, the one in use in brackets
 * @param uname system, host, release and machine
 * @param statistics per_cpu/cpuN/stats of each CPU by number; empty as long as it goes on
 */
public record DatWriterTexts(
    String headerPage,
    String headerEvent,
    List<String> ftraceFormats,
    SortedMap<String, List<String>> formats,
    LongText kallsyms,
    String printkFormats,
    String commandLines,
    String clocks,
    String uname,
    Map<Integer, String> statistics) {
  /** The same, with room for functions and names that will be known later. */
  DatWriterTexts withRoom(int symbols, int names) {
    return atTheEnd(
        kallsyms.with("\n".repeat(symbols)), commandLines + "\n".repeat(names), statistics);
  }

  /** The same, with what is known better at the end. */
  public DatWriterTexts atTheEnd(
      LongText kallsyms, String commandLines, Map<Integer, String> statistics) {
    return new DatWriterTexts(
        headerPage,
        headerEvent,
        ftraceFormats,
        formats,
        kallsyms,
        printkFormats,
        commandLines,
        clocks,
        uname,
        statistics);
  }
}
