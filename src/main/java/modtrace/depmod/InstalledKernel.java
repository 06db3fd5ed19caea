package modtrace.depmod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kernel's folder below /lib/modules, as modprobe goes by it. */
public final class InstalledKernel {
  private final Path folder;
  private final String release;
  private final DepFile needs;
  private final Set<String> builtIn;
  private final ModprobeConfig config;
  private final AliasFile aliases;
  private final AliasFile builtInAliases;
  private final Map<String, Match> matches = new HashMap<>();
  private @Nullable AliasFile symbols;

  private InstalledKernel(Path root, Path folder, String release) throws IOException {
    this.folder = folder;
    this.release = release;
    needs = DepFile.read(folder);
    builtIn = new LinkedHashSet<>();
    TextFile.lines(folder.resolve("modules.builtin"))
        .forEach(line -> builtIn.add(DepFile.nameOf(line)));
    builtIn.remove("");
    config = ModprobeConfig.read(root, folder);
    aliases = AliasFile.read(folder.resolve("modules.alias"));
    builtInAliases = AliasFile.readModinfo(folder.resolve("modules.builtin.modinfo"));
  }

  /**
   * Reads it; null where there is no modules.dep.
   *
   * @param root below which lib/modules and etc/modprobe.d are
   */
  public static @Nullable InstalledKernel read(Path root, String release) throws IOException {
    for (String place : List.of("lib/modules", "usr/lib/modules")) {
      Path folder = root.resolve(place).resolve(release);
      if (Files.exists(folder.resolve("modules.dep"))) {
        return new InstalledKernel(root, folder, release);
      }
    }
    return null;
  }

  /** The kernels that have a modules.dep below a root, sorted. */
  public static List<String> releases(Path root) throws IOException {
    Set<String> releases = new LinkedHashSet<>();
    for (String place : List.of("lib/modules", "usr/lib/modules")) {
      if (Files.isDirectory(root.resolve(place))) {
        try (Stream<Path> folders = Files.list(root.resolve(place))) {
          folders
              .filter(each -> Files.exists(each.resolve("modules.dep")))
              .forEach(each -> releases.add(String.valueOf(each.getFileName())));
        }
      }
    }
    return releases.stream().sorted().toList();
  }

  public Path folder() {
    return folder;
  }

  public String release() {
    return release;
  }

  /**
   * The modules that a name means, as modprobe looks it up: the first place that has it counts.
   *
   * @throws UncheckedIOException when modules.symbols is asked and cannot be read
   */
  public Match lookup(String asked) {
    return matches.computeIfAbsent(NameGlob.underscores(asked), this::match);
  }

  private Match match(String name) {
    List<String> configured =
        config.aliases().stream()
            .filter(alias -> alias.name().matches(name))
            .map(ModprobeConfig.Alias::module)
            .distinct()
            .toList();
    if (!configured.isEmpty()) {
      return new Match("alias in modprobe.d", configured);
    }
    if (needs.module(name) != null) {
      return new Match("", List.of(name));
    }
    if (name.startsWith("symbol:")) {
      return new Match("alias in modules.symbols", symbols().of(name));
    }
    if (config.hasCommand(name)) {
      return new Match("", List.of(name));
    }
    return named(name);
  }

  private Match named(String name) {
    List<String> modules = aliases.of(name);
    if (!modules.isEmpty()) {
      return new Match("alias in modules.alias", modules);
    }
    if (builtIn.contains(name)) {
      return new Match("", List.of(name));
    }
    return new Match("alias in modules.builtin.modinfo", builtInAliases.of(name));
  }

  private AliasFile symbols() {
    if (symbols == null) {
      try {
        symbols = AliasFile.read(folder.resolve("modules.symbols"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return symbols;
  }

  /** All that modprobe does for a module, in this order. */
  public List<Load> loadOrder(String module) {
    return LoadOrder.of(module, this);
  }

  /** All that a module needs, directly or through others, in the order of loading. */
  public List<String> needsOf(String module) {
    return needs.needsOf(module);
  }

  /** All that need a module, directly or through others, by name. */
  public List<String> dependantsOf(String module) {
    return needs.dependantsOf(module);
  }

  /** What a softdep names to be loaded before it: modules, and what is no module by its name. */
  List<String> softBefore(String module) {
    return modules(config.soft(module).before());
  }

  List<String> softAfter(String module) {
    return modules(config.soft(module).after());
  }

  /** What it may want, which modprobe does not load. */
  List<String> weak(String module) {
    return modules(config.weak(module));
  }

  private List<String> modules(List<String> names) {
    List<String> modules = new ArrayList<>();
    names.forEach(name -> modules.addAll(lookup(name).modules()));
    return modules;
  }

  /** Relative to {@link #folder}; null where it has none. */
  public @Nullable String fileOf(String module) {
    DepFile.Module installed = needs.module(module);
    return installed == null ? null : installed.file();
  }

  @Nullable String commandFor(String module) {
    return config.install(module);
  }

  /** Whether it is part of the kernel, and no file. */
  public boolean isBuiltIn(String module) {
    return builtIn.contains(module) && needs.module(module) == null;
  }

  /** Whether modprobe passes over it where it is asked for by an alias. */
  public boolean isBlacklisted(String module) {
    return config.isBlacklisted(module);
  }

  /** All modules, built in or not. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(needs.names());
    names.addAll(builtIn);
    return names;
  }

  /** What it needs, as a tree. */
  public NeedTree tree(String module) {
    return NeedTree.of(module, this);
  }
}
