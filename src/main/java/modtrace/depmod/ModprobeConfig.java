package modtrace.depmod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What modprobe was told beside modules.dep: the lines of modprobe.d(5) that say what to load. */
final class ModprobeConfig {
  /** Of files with the same name that of the first folder counts (modprobe.d(5)). */
  private static final List<String> FOLDERS =
      List.of(
          "etc/modprobe.d",
          "run/modprobe.d",
          "usr/local/lib/modprobe.d",
          "usr/lib/modprobe.d",
          "lib/modprobe.d");

  /** {@code softdep NAME pre: BEFORE... post: AFTER...}: modules or aliases. */
  record Soft(NameGlob module, List<String> before, List<String> after) {
    static final Soft NONE = new Soft(new NameGlob(""), List.of(), List.of());

    Soft {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    boolean isEmpty() {
      return before.isEmpty() && after.isEmpty();
    }
  }

  /** {@code alias WILDCARD MODULE}. */
  record Alias(NameGlob name, String module) {}

  /** {@code weakdep NAME OTHER...}. */
  private record Weak(NameGlob module, List<String> others) {}

  private final List<Soft> softs = new ArrayList<>();

  /** By the name of a module the number of its line; of those with wildcards the numbers alone. */
  private final Map<String, Integer> firstSoft = new HashMap<>();

  private final List<Integer> wildSofts = new ArrayList<>();
  private final List<Weak> weaks = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();
  private final Map<String, String> installs = new HashMap<>();
  private final Set<String> blacklist = new HashSet<>();

  /** Of the system below a root; what the kernel's own folder says counts last. */
  static ModprobeConfig read(Path root, Path kernel) throws IOException {
    var config = new ModprobeConfig();
    for (Path file : files(root)) {
      config.add(TextFile.lines(file));
    }
    config.add(TextFile.lines(kernel.resolve("modules.softdep")));
    config.add(TextFile.lines(kernel.resolve("modules.weakdep")));
    return config;
  }

  private static Collection<Path> files(Path root) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
          entries
              .filter(file -> file.toString().endsWith(".conf"))
              .forEach(file -> files.putIfAbsent(String.valueOf(file.getFileName()), file));
        }
      }
    }
    return files.values();
  }

  /** Lines that make no sense are passed over, as modprobe does. */
  void add(List<String> lines) {
    for (String line : TextFile.joined(lines)) {
      List<String> words = DepFile.words(line);
      if (words.size() >= 2) {
        add(words, line);
      }
    }
  }

  private void add(List<String> words, String line) {
    String name = words.get(1);
    List<String> rest = words.subList(2, words.size());
    switch (words.get(0)) {
      case "softdep" -> add(soft(name, rest), name);
      case "weakdep" -> weaks.add(new Weak(new NameGlob(name), List.copyOf(rest)));
      case "blacklist" -> blacklist.add(NameGlob.underscores(name));
      case "alias" -> {
        if (!rest.isEmpty()) {
          aliases.add(new Alias(new NameGlob(name), NameGlob.underscores(rest.get(0))));
        }
      }
      case "install" -> {
        int command = line.indexOf(name, line.indexOf("install") + "install".length());
        installs.putIfAbsent(
            NameGlob.underscores(name), line.substring(command + name.length()).strip());
      }
      default -> {} // options, remove, config: nothing that is loaded
    }
  }

  private static Soft soft(String name, List<String> words) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    List<String> now = new ArrayList<>();
    for (String word : words) {
      switch (word) {
        case "pre:" -> now = before;
        case "post:" -> now = after;
        default -> now.add(word);
      }
    }
    return new Soft(new NameGlob(name), before, after);
  }

  /** The first line that means the module; further ones do not count. */
  Soft soft(String module) {
    int named = firstSoft.getOrDefault(module, softs.size());
    for (int wild : wildSofts) {
      if (wild < named && softs.get(wild).module().matches(module)) {
        return softs.get(wild);
      }
    }
    return named < softs.size() ? softs.get(named) : Soft.NONE;
  }

  private void add(Soft soft, String name) {
    if (NameGlob.isPlain(name)) {
      firstSoft.putIfAbsent(NameGlob.underscores(name), softs.size());
    } else {
      wildSofts.add(softs.size());
    }
    softs.add(soft);
  }

  /** What it may want, which modprobe does not load (weakdep of modprobe.d(5)). */
  List<String> weak(String module) {
    Set<String> others = new LinkedHashSet<>();
    weaks.stream()
        .filter(weak -> weak.module.matches(module))
        .forEach(w -> others.addAll(w.others));
    return List.copyOf(others);
  }

  /** The command that is run in its place; null where it is just loaded. */
  @Nullable String install(String module) {
    return soft(module).isEmpty() ? installs.get(module) : null;
  }

  boolean hasCommand(String module) {
    return installs.containsKey(module);
  }

  boolean isBlacklisted(String module) {
    return blacklist.contains(module);
  }

  List<Alias> aliases() {
    return List.copyOf(aliases);
  }
}
