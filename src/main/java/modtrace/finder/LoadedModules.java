package modtrace.finder;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which modules are loaded: those with an {@code initstate} below /sys/module. */
final class LoadedModules {
  private final Path folder;

  LoadedModules(Path sys) {
    folder = sys.resolve("module");
  }

  boolean isLoaded(String name) {
    return !name.isEmpty()
        && !name.contains("/")
        && Files.exists(folder.resolve(name).resolve("initstate"));
  }

  /** The module of that name, as people, devices and drivers spell it; empty if none is loaded. */
  String named(String name) {
    String kernels = name.replace('-', '_');
    return isLoaded(kernels) ? kernels : "";
  }
}
