package modtrace.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Symbols of modules, out of /proc/kallsyms. Names and modules are there for everybody; only the
 * addresses are hidden from some.
 */
public final class KernelSymbols {
  private KernelSymbols() {}

  /** The modules that have each of the wanted symbols. */
  public static Map<String, Set<String>> owners(Path proc, Predicate<String> wanted)
      throws IOException {
    try (Stream<String> lines =
        Files.lines(proc.resolve("kallsyms"), StandardCharsets.ISO_8859_1)) {
      return parse(lines, wanted);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Out of lines such as {@code ffffffffc05aa200 d event_xfs_iget_hit [xfs]}. */
  static Map<String, Set<String>> parse(Stream<String> lines, Predicate<String> wanted) {
    Map<String, Set<String>> owners = new HashMap<>();
    lines.forEach(
        line -> {
          int tab = line.indexOf("\t[");
          int name = line.indexOf(' ') + 3;
          if (tab > name && line.endsWith("]")) {
            String symbol = line.substring(name, tab);
            if (wanted.test(symbol)) {
              owners
                  .computeIfAbsent(symbol, any -> new TreeSet<>())
                  .add(line.substring(tab + 2, line.length() - 1));
            }
          }
        });
    return owners;
  }
}
