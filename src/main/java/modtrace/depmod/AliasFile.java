package modtrace.depmod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * modules.alias, modules.symbols, or what modules.builtin.modinfo has of aliases: what else a
 * module is asked for by.
 */
final class AliasFile {
  private static final String ALIAS = "alias ";
  private static final String BUILT_IN_ALIAS = ".alias=";

  /** What stands before the first wildcard decides for most: looked up by its first chars. */
  private static final int KEY = 4;

  private final Map<String, List<ModprobeConfig.Alias>> byBeginning = new HashMap<>();

  private AliasFile() {}

  /** From lines such as {@code alias fs-xfs xfs}. */
  static AliasFile read(Path file) throws IOException {
    return parse(TextFile.lines(file));
  }

  static AliasFile parse(List<String> lines) {
    var aliases = new AliasFile();
    for (String line : lines) {
      int end = line.lastIndexOf(' ');
      if (line.startsWith(ALIAS) && end > ALIAS.length()) {
        aliases.add(line.substring(ALIAS.length(), end), line.substring(end + 1));
      }
    }
    return aliases;
  }

  /**
   * From {@code loop.alias=block-major-7-*} and the like, each ended by a NUL
   * (modules.builtin.modinfo).
   */
  static AliasFile readModinfo(Path file) throws IOException {
    var aliases = new AliasFile();
    for (String word : Arrays.asList(TextFile.text(file).split("\0", -1))) {
      int dot = word.indexOf(BUILT_IN_ALIAS);
      if (dot > 0 && word.indexOf('.') == dot) {
        aliases.add(word.substring(dot + BUILT_IN_ALIAS.length()), word.substring(0, dot));
      }
    }
    return aliases;
  }

  private void add(String pattern, String module) {
    String key = key(NameGlob.underscores(pattern));
    byBeginning
        .computeIfAbsent(key, any -> new ArrayList<>())
        .add(new ModprobeConfig.Alias(new NameGlob(pattern), NameGlob.underscores(module)));
  }

  private static String key(String name) {
    String beginning = name.substring(0, Math.min(KEY, name.length()));
    return NameGlob.isPlain(beginning) ? beginning : "";
  }

  /** The modules of an alias, in the order of the file. */
  List<String> of(String name) {
    String key = key(name);
    Set<String> modules = new LinkedHashSet<>(matching(key, name));
    if (!key.isEmpty()) {
      modules.addAll(matching("", name));
    }
    return List.copyOf(modules);
  }

  private List<String> matching(String key, String name) {
    return byBeginning.getOrDefault(key, List.of()).stream()
        .filter(alias -> alias.name().matches(name))
        .map(ModprobeConfig.Alias::module)
        .toList();
  }
}
