package modtrace.proc;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which module serves a device number or a line discipline, as the kernel would ask for it: lines
 * such as {@code alias char-major-10-200 tun} of modules.alias.
 */
public record DeviceAliases(ModuleAliases aliases) {
  static DeviceAliases parse(Stream<String> lines) {
    return new DeviceAliases(ModuleAliases.parse(lines));
  }

  /** Of this very device number, or else of its whole major number; null where none says so. */
  public @Nullable String device(boolean block, int major, int minor) {
    String prefix = (block ? "block-major-" : "char-major-") + major + "-";
    String module = aliases.named(prefix + minor);
    return module == null ? aliases.named(prefix + "*") : module;
  }

  /** Of a line discipline, by its number (include/uapi/linux/tty.h); null where none says so. */
  public @Nullable String lineDiscipline(int number) {
    return aliases.named("tty-ldisc-" + number);
  }

  /** Whether a module is a line discipline. */
  public boolean isLineDiscipline(String module) {
    return !aliases.namesOf(module, "tty-ldisc-").isEmpty();
  }
}
