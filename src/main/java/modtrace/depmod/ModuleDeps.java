package modtrace.depmod;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import modtrace.proc.LoadedModules;
import modtrace.proc.SysModule;
import org.jspecify.annotations.Nullable;

/**
 * What a module needs and what needs it.
 *
 * @param asked the word that was asked for
 * @param how where that is said to be another name of the module; empty for its own
 * @param loaded the modules of the running kernel; null where this is another one
 */
public record ModuleDeps(
    String asked,
    String how,
    String module,
    InstalledKernel kernel,
    @Nullable LoadedModules loaded) {
  /** What is known of a module at this moment. */
  public enum State {
    LOADED,
    COMING,
    GOING,
    NOT_LOADED,
    BUILT_IN,
    /** No file of it is there. */
    NOT_INSTALLED,
    /** Of a kernel that does not run. */
    UNKNOWN
  }

  public State state(String name) {
    LoadedModules.Row row = loaded == null ? null : loaded.row(name);
    if (row != null) {
      return row.state() == SysModule.State.COMING
          ? State.COMING
          : row.state() == SysModule.State.GOING ? State.GOING : State.LOADED;
    }
    if (kernel.isBuiltIn(name)) {
      return State.BUILT_IN;
    }
    if (kernel.fileOf(name) == null) {
      return State.NOT_INSTALLED;
    }
    return isOfRunningKernel() ? State.NOT_LOADED : State.UNKNOWN;
  }

  /** As lsmod shows it; empty for what is not loaded, not counted or not known. */
  public OptionalInt useCount(String name) {
    LoadedModules.Row row = loaded == null ? null : loaded.row(name);
    return row == null || row.state() == SysModule.State.GOING
        ? OptionalInt.empty()
        : row.useCount();
  }

  public boolean isOfRunningKernel() {
    return loaded != null;
  }

  public List<Load> loadOrder() {
    return kernel.loadOrder(module);
  }

  public NeedTree tree() {
    return kernel.tree(module);
  }

  /** Of those loaded first, then by name. */
  public List<String> dependants() {
    List<String> all = kernel.dependantsOf(module);
    return Stream.concat(
            all.stream().filter(name -> !isIdle(name)), all.stream().filter(this::isIdle))
        .toList();
  }

  private boolean isIdle(String name) {
    return loaded == null || !loaded.isLoaded(name);
  }
}
