package modtrace.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The modules that say which device number or line discipline they serve: the lines {@code alias
 * char-major-10-200 tun} and the like of /lib/modules/RELEASE/modules.alias (depmod(8)).
 */
public final class DeviceAliases {
  private final Map<String, String> modules;

  private DeviceAliases(Map<String, String> modules) {
    this.modules = modules;
  }

  /** Reads the aliases; none where the file is not there. */
  public static DeviceAliases read(Path root, String release) throws IOException {
    Path file = root.resolve("lib/modules").resolve(release).resolve("modules.alias");
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return parse(lines);
    } catch (NoSuchFileException e) {
      return new DeviceAliases(Map.of());
    }
  }

  static DeviceAliases parse(Stream<String> lines) {
    Map<String, String> modules = new HashMap<>();
    lines.forEach(
        line -> {
          if (line.startsWith("alias char-major-")
              || line.startsWith("alias block-major-")
              || line.startsWith("alias tty-ldisc-")) {
            String[] words = line.split(" ");
            modules.put(words[1], words[2].replace('-', '_'));
          }
        });
    return new DeviceAliases(modules);
  }

  /** Of this very device number, or else of its whole major number; null where none says so. */
  public @Nullable String device(boolean block, int major, int minor) {
    String prefix = (block ? "block-major-" : "char-major-") + major + "-";
    String module = modules.get(prefix + minor);
    return module == null ? modules.get(prefix + "*") : module;
  }

  /** Of a line discipline, by its number (include/uapi/linux/tty.h); null where none says so. */
  public @Nullable String lineDiscipline(int number) {
    return modules.get("tty-ldisc-" + number);
  }

  /** Whether a module is a line discipline. */
  public boolean isLineDiscipline(String module) {
    return modules.entrySet().stream()
        .anyMatch(
            alias -> alias.getKey().startsWith("tty-ldisc-") && alias.getValue().equals(module));
  }
}
