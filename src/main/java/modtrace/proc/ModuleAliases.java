package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which modules the kernel would load for a name such as {@code fs-xfs} or {@code block-major-7-0}:
 * /lib/modules/RELEASE/modules.alias (depmod(8)). The kernel takes an alias or a module's own name.
 */
public final class ModuleAliases {
  private static final Pattern FAMILY = Pattern.compile("(block|char)-major-[0-9-]+\\*");

  private final Map<String, Set<String>> exact = new HashMap<>();
  private final List<Family> families = new ArrayList<>();

  /** Of the modules that were asked about: each is by many finders. */
  private final Map<String, List<String>> names = new HashMap<>();

  /** {@code alias block-major-7-* loop}: all names with a beginning. */
  private record Family(String beginning, String module) {}

  private boolean known = true;

  private ModuleAliases() {}

  /** Reads them; none where the file is not there. */
  public static ModuleAliases read(Path root, String release) throws IOException {
    Path file = KernelRelease.modules(root, release).resolve("modules.alias");
    if (!Files.isReadable(file)) {
      var none = new ModuleAliases();
      none.known = false;
      return none;
    }
    try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
      return parse(lines);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** From lines such as {@code alias fs-iso9660 isofs}. */
  public static ModuleAliases parse(Stream<String> lines) {
    var aliases = new ModuleAliases();
    lines.forEach(aliases::line);
    return aliases;
  }

  private void line(String line) {
    if (line.indexOf('*') >= 0 && line.indexOf("-major-") < 0) {
      return; // of a bus, as most are
    }
    String[] words = line.split(" ");
    if (words.length != 3 || !words[0].equals("alias")) {
      return;
    }
    int wildcard = words[1].indexOf('*');
    exact.computeIfAbsent(normal(words[1]), any -> new LinkedHashSet<>()).add(normal(words[2]));
    if (wildcard >= 0 && FAMILY.matcher(words[1]).matches()) {
      families.add(new Family(words[1].substring(0, wildcard), normal(words[2])));
    }
  }

  /** Whether the file could be read: without it a name is only that of a module. */
  public boolean areKnown() {
    return known;
  }

  /** The modules of that alias, and the one that has that very name; they need not be loaded. */
  public Set<String> of(String request) {
    Set<String> modules = new LinkedHashSet<>(exact.getOrDefault(normal(request), Set.of()));
    for (Family family : families) {
      if (request.startsWith(family.beginning())) {
        modules.add(family.module());
      }
    }
    modules.add(normal(request));
    return modules;
  }

  /** The module that has this very alias, with or without a wildcard; null where none has. */
  @Nullable String named(String alias) {
    Set<String> modules = exact.get(normal(alias));
    return modules == null ? null : modules.iterator().next();
  }

  /** All that the module is asked for by, of those without wildcards: {@code fs-ext2}. */
  public List<String> namesOf(String module, String prefix) {
    String beginning = normal(prefix);
    List<String> all = names.get(module);
    if (all == null) {
      all = allOf(module);
      names.put(module, all);
    }
    List<String> some = new ArrayList<>();
    for (String name : all) {
      if (name.startsWith(beginning)) {
        some.add(name.substring(prefix.length()));
      }
    }
    return some;
  }

  private List<String> allOf(String module) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, Set<String>> entry : exact.entrySet()) {
      if (entry.getValue().contains(module) && !entry.getKey().endsWith("*")) {
        all.add(entry.getKey());
      }
    }
    all.sort(null);
    return all;
  }

  /** Module names, and aliases too, are compared without regard to dashes (libkmod). */
  private static String normal(String name) {
    return name.replace('-', '_');
  }
}
