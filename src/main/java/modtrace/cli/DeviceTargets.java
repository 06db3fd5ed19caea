package modtrace.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.finder.Finders;
import modtrace.finder.Snapshot;
import modtrace.proc.FileStat;

/** Turns device nodes among the modules that are asked for into the modules that drive them. */
final class DeviceTargets {
  private DeviceTargets() {}

  /** The modules, with those of each device in its place. */
  static List<String> resolve(List<String> targets, Path root) {
    List<String> modules = new ArrayList<>();
    for (String target : targets) {
      if (target.startsWith("/")) {
        modules.addAll(modulesOf(target, root));
      } else {
        modules.add(target);
      }
    }
    return modules;
  }

  private static List<String> modulesOf(String node, Path root) {
    try {
      FileStat stat = stat(node);
      if (!stat.isDevice()) {
        throw new Failure(
            ExitCode.USAGE, node + " is no device node; give one, or the name of a module");
      }
      Snapshot system = new RunningSystem(root).snapshot();
      List<String> modules = Finders.modulesOf(stat, system);
      if (modules.isEmpty()) {
        throw new Failure(
            ExitCode.CANNOT_TELL,
            "cannot tell which module drives "
                + node
                + ": a built-in driver, or none that sysfs tells (give the name of the module)");
      }
      return modules;
    } catch (IOException e) {
      throw new Failure(ExitCode.CANNOT_TELL, "cannot look at " + node + ": " + e.getMessage(), e);
    }
  }

  private static FileStat stat(String node) throws IOException {
    try {
      return FileStat.read(Path.of(node));
    } catch (NoSuchFileException e) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "there is no " + node + ": give a device node, or the name of a module",
          e);
    }
  }
}
