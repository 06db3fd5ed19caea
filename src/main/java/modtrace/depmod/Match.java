package modtrace.depmod;

import java.util.List;

/**
 * What a name means to modprobe.
 *
 * @param how where that stands, such as {@code alias in modules.alias}; empty for a module's own
 *     name
 * @param modules in the order in which they would be loaded; empty where it means none
 */
public record Match(String how, List<String> modules) {
  public Match {
    modules = List.copyOf(modules);
  }

  public boolean isAlias() {
    return !how.isEmpty();
  }
}
