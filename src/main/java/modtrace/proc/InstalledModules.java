package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The modules that are installed for a kernel release: /lib/modules/RELEASE/modules.dep and
 * modules.builtin (depmod(8)).
 */
public record InstalledModules(Set<String> loadable, Set<String> builtIn) {
  /** Reads both lists; a list that is not there is empty. */
  public static InstalledModules read(Path root, String release) throws IOException {
    Path folder = KernelRelease.modules(root, release);
    return new InstalledModules(
        list(folder.resolve("modules.dep")), list(folder.resolve("modules.builtin")));
  }

  private static Set<String> list(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
      return parse(lines);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Names out of lines such as {@code kernel/fs/xfs/xfs.ko.xz: kernel/lib/libcrc32c.ko.xz}. */
  static Set<String> parse(Stream<String> lines) {
    Set<String> names = new TreeSet<>();
    lines.forEach(line -> names.add(nameOf(line)));
    names.remove("");
    return names;
  }

  private static String nameOf(String line) {
    int colon = line.indexOf(':');
    String path = colon < 0 ? line : line.substring(0, colon);
    String file = path.substring(path.lastIndexOf('/') + 1);
    int end = file.indexOf(".ko");
    return end < 0 ? "" : file.substring(0, end).replace('-', '_');
  }
}
