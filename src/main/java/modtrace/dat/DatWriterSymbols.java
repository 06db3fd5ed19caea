package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The functions of the kernel and of all modules that were seen loaded, gathered from several looks
 * at /proc/kallsyms, which has ten megabytes and more. A module that is gone keeps its functions,
 * but not those where another is now.
 */
public final class DatWriterSymbols {
  private static final int PART_CHARS = 1 << 16;

  private List<String> core = List.of();
  private Map<String, String> modules = new TreeMap<>();
  private final List<String> gone = new ArrayList<>();

  /**
   * Takes a newer look, and closes it: lines {@code address type name}, for a module's with {@code
   * [module]}.
   */
  public void add(InputStream kallsyms) throws IOException {
    List<String> kernel = new ArrayList<>();
    Map<String, StringBuilder> look = new TreeMap<>();
    try (var in = new BufferedReader(new InputStreamReader(kallsyms, ISO_8859_1), PART_CHARS)) {
      var part = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        boolean ofModule = line.endsWith("]") && line.indexOf("\t[") > 0;
        StringBuilder lines =
            ofModule ? look.computeIfAbsent(module(line), name -> new StringBuilder()) : part;
        lines.append(line).append('\n');
        if (part.length() >= PART_CHARS) {
          flush(part, kernel);
        }
      }
      flush(part, kernel);
    }
    core = kernel;
    replace(look);
  }

  /** The kernel's own hardly ever change: what is as before is kept once. */
  private void flush(StringBuilder part, List<String> kernel) {
    int index = kernel.size();
    boolean asBefore = index < core.size() && core.get(index).contentEquals(part);
    kernel.add(asBefore ? core.get(index) : part.toString());
    part.setLength(0);
  }

  private void replace(Map<String, StringBuilder> look) {
    Map<String, String> before = modules;
    modules = new TreeMap<>();
    look.forEach((name, lines) -> modules.put(name, lines.toString()));
    before.forEach(
        (name, lines) -> {
          if (!lines.equals(modules.get(name))) {
            gone.add(lines);
          }
        });
  }

  /** As /proc/kallsyms has them. */
  public LongText text() {
    List<String> parts = new ArrayList<>(core);
    parts.addAll(modules.values());
    if (!gone.isEmpty()) {
      NavigableMap<Long, String> owners = owners();
      gone.forEach(lines -> parts.add(free(lines, owners)));
    }
    return LongText.of(parts);
  }

  /** Of the functions of a module that is gone those where no other is now. */
  private static String free(String lines, NavigableMap<Long, String> owners) {
    var text = new StringBuilder();
    lines
        .lines()
        .filter(line -> isFree(owners, address(line)))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Whether the functions before and after the address are not of one and the same module. */
  private static boolean isFree(NavigableMap<Long, String> owners, long address) {
    var before = owners.floorEntry(address);
    var after = owners.ceilingEntry(address);
    return before == null || after == null || !before.getValue().equals(after.getValue());
  }

  private NavigableMap<Long, String> owners() {
    NavigableMap<Long, String> owners = new TreeMap<>(Long::compareUnsigned);
    modules.forEach(
        (name, lines) -> lines.lines().forEach(line -> owners.put(address(line), name)));
    return owners;
  }

  private static String module(String line) {
    return line.substring(line.lastIndexOf("\t[") + 2, line.length() - 1);
  }

  /** 0 where the kernel hides it, or the line has none. */
  private static long address(String line) {
    int blank = line.indexOf(' ');
    boolean hex = blank > 0 && blank <= 16;
    hex &= line.chars().limit(Math.max(blank, 0)).allMatch(c -> Character.digit(c, 16) >= 0);
    return hex ? Long.parseUnsignedLong(line.substring(0, blank), 16) : 0;
  }
}
