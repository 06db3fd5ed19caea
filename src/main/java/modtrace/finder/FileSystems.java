package modtrace.finder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import modtrace.sys.SmallFile;

/**
 * Which module brings which type of file system: by its alias {@code fs-TYPE}, else by having the
 * type's name.
 */
final class FileSystems {
  private final Snapshot system;
  private final Set<String> registered = new LinkedHashSet<>();

  private FileSystems(Snapshot system) {
    this.system = system;
  }

  static FileSystems read(Snapshot system) throws IOException {
    var types = new FileSystems(system);
    Path file = system.proc().resolve("filesystems");
    for (String line : SmallFile.read(file, US_ASCII).split("\n")) {
      types.registered.add(line.substring(line.lastIndexOf('\t') + 1));
    }
    return types;
  }

  /** The registered types that the module brings; none where it is no file system. */
  Set<String> of(String module) throws IOException {
    Set<String> types = new LinkedHashSet<>();
    for (String type : registered) {
      if (isOf(module, type)) {
        types.add(type);
      }
    }
    return types;
  }

  boolean isRegistered(String type) {
    return registered.contains(type);
  }

  /** Whether the module brings that type, and no other loaded one does. */
  boolean isOf(String module, String type) throws IOException {
    String alias = "fs-" + type;
    for (String other : system.aliases().of(alias)) {
      if (system.isLoaded(other)) {
        return system.answers(module, alias);
      }
    }
    return module.equals(type.replace('-', '_')) && registered.contains(type);
  }
}
