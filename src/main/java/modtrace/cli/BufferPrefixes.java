package modtrace.cli;

import java.util.List;
import modtrace.dat.DatFile;
import org.jspecify.annotations.Nullable;

/**
 * What trace-cmd report writes before each line of a recording of several buffers: the name of an
 * instance, pushed right, or as many blanks.
 */
final class BufferPrefixes {
  private final List<String> prefixes;

  private BufferPrefixes(List<String> prefixes) {
    this.prefixes = prefixes;
  }

  static BufferPrefixes of(@Nullable DatFile file) {
    List<String> names = file == null ? List.of() : file.bufferNames();
    if (names.size() < 2) {
      return new BufferPrefixes(List.of());
    }
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    return new BufferPrefixes(names.stream().map(name -> prefix(name, width)).toList());
  }

  private static String prefix(String name, int width) {
    return " ".repeat(width - name.length()) + name + (name.isEmpty() ? "  " : ": ");
  }

  /** Whether nothing is written before a line. */
  boolean areEmpty() {
    return prefixes.isEmpty();
  }

  void append(StringBuilder line, int buffer) {
    if (buffer < prefixes.size()) {
      line.append(prefixes.get(buffer));
    }
  }
}
