package modtrace.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .filter(value -> value.matches("(?i).*\\.utf-?8(@.*)?"))
        .isPresent();
  }
}
