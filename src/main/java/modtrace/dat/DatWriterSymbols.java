package modtrace.dat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The functions of the kernel and of all modules that were seen loaded, gathered from several looks
 * at /proc/kallsyms. A module that is gone keeps its functions, but not those where another is now.
 */
public final class DatWriterSymbols {
  private String core = "";
  private Map<String, String> modules = new TreeMap<>();
  private final List<String> gone = new ArrayList<>();

  /** Takes a newer look: lines {@code address type name}, for a module's with {@code [module]}. */
  public void add(String kallsyms) {
    Map<String, StringBuilder> look = new HashMap<>();
    int firstModule = kallsyms.indexOf("\t[");
    int coreEnd = firstModule < 0 ? kallsyms.length() : kallsyms.lastIndexOf('\n', firstModule) + 1;
    core = kallsyms.substring(0, coreEnd);
    kallsyms
        .substring(coreEnd)
        .lines()
        .forEach(
            line ->
                look.computeIfAbsent(module(line), name -> new StringBuilder())
                    .append(line)
                    .append('\n'));
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
  public String text() {
    var text = new StringBuilder(core);
    modules.values().forEach(text::append);
    if (!gone.isEmpty()) {
      appendGone(text, owners());
    }
    return text.toString();
  }

  private static void appendGone(
      StringBuilder text, NavigableMap<Long, String> owners, String lines) {
    lines
        .lines()
        .filter(line -> isFree(owners, address(line)))
        .forEach(line -> text.append(line).append('\n'));
  }

  private void appendGone(StringBuilder text, NavigableMap<Long, String> owners) {
    gone.forEach(lines -> appendGone(text, owners, lines));
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
    int bracket = line.lastIndexOf("\t[");
    return bracket < 0 ? "" : line.substring(bracket + 2, line.length() - 1);
  }

  /** 0 where the kernel hides it, or the line has none. */
  private static long address(String line) {
    int blank = line.indexOf(' ');
    boolean hex = blank > 0 && blank <= 16;
    hex &= line.chars().limit(Math.max(blank, 0)).allMatch(c -> Character.digit(c, 16) >= 0);
    return hex ? Long.parseUnsignedLong(line.substring(0, blank), 16) : 0;
  }
}
