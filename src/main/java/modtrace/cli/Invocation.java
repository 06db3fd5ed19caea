package modtrace.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import modtrace.sys.Kernel;

/**
 * All that a verb gets from outside.
 *
 * @param kernel made only by a verb that needs it: loading the native layer takes time
 * @param root where /proc, /sys and /lib/modules are found: {@code /} but for tests
 * @param environment the process's variables
 * @param command the words after {@code --}; empty without
 */
public record Invocation(
    Streams streams,
    Supplier<Kernel> kernel,
    Path root,
    Map<String, String> environment,
    List<String> command) {
  public Invocation {
    command = List.copyOf(command);
  }

  Path proc() {
    return root.resolve("proc");
  }

  Path sys() {
    return root.resolve("sys");
  }

  /** Whether the locale says that the terminal shows more than ASCII (locale(7)). */
  boolean isUtf8() {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String locale = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
      if (!locale.isEmpty()) {
        int modifier = locale.indexOf('@');
        String plain = modifier < 0 ? locale : locale.substring(0, modifier);
        return plain.endsWith(".utf-8") || plain.endsWith(".utf8");
      }
    }
    return false;
  }
}
