package modtrace.depmod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * modules.dep: what each module needs (modules.dep(5)).
 *
 * @param modules by the kernel's names
 */
record DepFile(Map<String, Module> modules) {
  /**
   * A line.
   *
   * @param file relative to the folder of the kernel, as a rule
   * @param needs all that must be there before it, directly or through others, in the order of
   *     loading
   */
  record Module(String name, String file, List<String> needs) {
    Module {
      needs = List.copyOf(needs);
    }
  }

  DepFile {
    modules = Collections.unmodifiableMap(modules);
  }

  static DepFile read(Path folder) throws IOException {
    return parse(TextFile.lines(folder.resolve("modules.dep")));
  }

  /**
   * From lines such as {@code kernel/fs/xfs/xfs.ko: kernel/lib/libcrc32c.ko}. What is needed is
   * loaded from the last to the first.
   */
  static DepFile parse(Collection<String> lines) {
    Map<String, Module> modules = new LinkedHashMap<>();
    Map<String, String> needed = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : nameOf(line.substring(0, colon).strip());
      if (!name.isEmpty()) {
        List<String> files = new ArrayList<>(words(line.substring(colon + 1)));
        Collections.reverse(files);
        files.forEach(file -> needed.putIfAbsent(nameOf(file), file));
        List<String> needs = files.stream().map(DepFile::nameOf).distinct().toList();
        modules.putIfAbsent(name, new Module(name, line.substring(0, colon).strip(), needs));
      }
    }
    needed.remove("");
    needed.forEach((name, file) -> modules.putIfAbsent(name, new Module(name, file, List.of())));
    return new DepFile(modules);
  }

  /** The words between blanks. */
  static List<String> words(String text) {
    return Arrays.stream(text.strip().split("[ \t]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** {@code snd_pcm} of {@code kernel/sound/core/snd-pcm.ko.xz}; empty for what is no module. */
  static String nameOf(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int end = file.indexOf(".ko");
    return end < 0 ? "" : file.substring(0, end).replace('-', '_');
  }

  @Nullable Module module(String name) {
    return modules.get(name);
  }

  /** In the order of loading; none of what is not in the file. */
  List<String> needsOf(String name) {
    Module module = modules.get(name);
    return module == null ? List.of() : module.needs();
  }

  /** What needs it, directly or through others, by name. */
  List<String> dependantsOf(String name) {
    return modules.values().stream()
        .filter(module -> module.needs().contains(name))
        .map(Module::name)
        .sorted()
        .toList();
  }

  Set<String> names() {
    return modules.keySet();
  }
}
