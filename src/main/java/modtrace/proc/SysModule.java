package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import modtrace.sys.SmallFile;

/**
 * A module's folder under /sys/module (Documentation/ABI/testing/sysfs-module).
 *
 * @param useCount as lsmod shows it; empty where the kernel does not count (no
 *     CONFIG_MODULE_UNLOAD)
 * @param dependants the modules that use its symbols, one reference each, sorted
 */
public record SysModule(State state, OptionalInt useCount, List<String> dependants) {
  /** Where a module is in its life. */
  public enum State {
    ABSENT,
    BUILT_IN,
    COMING,
    LIVE,
    GOING
  }

  private static final SysModule ABSENT =
      new SysModule(State.ABSENT, OptionalInt.empty(), List.of());

  public SysModule {
    dependants = List.copyOf(dependants);
  }

  /**
   * Reads it.
   *
   * @param sys where sysfs is mounted
   * @param name the kernel's name, with underscores
   */
  public static SysModule read(Path sys, String name) throws IOException {
    Path folder = sys.resolve("module").resolve(name);
    if (!Files.isDirectory(folder)) {
      if (!Files.isDirectory(sys.resolve("module"))) {
        throw new IOException("there is no " + sys.resolve("module") + ", is sysfs mounted?");
      }
      return ABSENT;
    }
    try {
      return parse(
          SmallFile.read(folder.resolve("initstate"), UTF_8).strip(),
          countOf(folder.resolve("refcnt")),
          Attribute.names(folder.resolve("holders")));
    } catch (NoSuchFileException e) {
      State state = Files.isDirectory(folder) ? State.BUILT_IN : State.ABSENT;
      return new SysModule(state, OptionalInt.empty(), List.of());
    }
  }

  static SysModule parse(String initstate, OptionalInt count, List<String> holders) {
    State state =
        switch (initstate) {
          case "coming" -> State.COMING;
          case "going" -> State.GOING;
          default -> State.LIVE;
        };
    if (count.isPresent() && count.getAsInt() < 0) {
      return new SysModule(State.GOING, OptionalInt.empty(), holders);
    }
    return new SysModule(state, count, holders);
  }

  private static OptionalInt countOf(Path refcnt) throws IOException {
    try {
      return OptionalInt.of(
          Numbers.decimal(SmallFile.read(refcnt, UTF_8).strip(), refcnt.toString()));
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }
}
