package modtrace.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Whether kernel tests run here, and the way to boot a guest.
 *
 * <p>{@code -Dkernel.tests=auto} skips them, saying so, where QEMU or the kernel is missing; {@code
 * required} fails instead; {@code off} skips them always. {@code -Dkernel=6.12} names another
 * kernel than 6.1, by the series that src/it/sh/lab/kernel knows.
 */
public final class KernelLab {
  /** Where the shell half lies; tests run in the project's top folder. */
  static final Path SCRIPTS = Path.of("src/it/sh/lab").toAbsolutePath();

  /** The series of the kernel that guests have: 5.10, 6.1, 6.12 or newest. */
  private static final String SERIES = System.getProperty("kernel", "6.1");

  private KernelLab() {}

  /** Boots a guest for the tests called {@code name}, or skips them, or fails. */
  public static Guest boot(String name) throws IOException {
    return boot(name, "");
  }

  /**
   * Boots a guest for the tests called {@code name}, or skips them, or fails.
   *
   * @param options more words for the kernel's command line
   */
  public static Guest boot(String name, String options) throws IOException {
    require(name, missing());
    Path app = Path.of(System.getProperty("modtrace.app", "target/modtrace")).toAbsolutePath();
    Path parent = app.getParent();
    return Guest.boot(
        SCRIPTS,
        Map.of(
            "MODTRACE",
            app.toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "KERNEL",
            SERIES,
            "KERNEL_OPTIONS",
            options),
        (parent == null ? app : parent).resolve("lab").resolve(name));
  }

  /**
   * Goes on where this machine has all that the tests called {@code name} need; else skips them, or
   * fails.
   *
   * @param missing what it lacks; empty for nothing
   */
  static void require(String name, String missing) {
    String mode = System.getProperty("kernel.tests", "auto");
    if (mode.equals("off")) {
      Assumptions.abort("kernel tests are switched off (-Dkernel.tests=off)");
    }
    if (!missing.isEmpty()) {
      String message =
          missing + "; this command gets all that is needed: src/it/sh/lab/setup " + SERIES;
      if (mode.equals("required")) {
        Assertions.fail("kernel tests are required, but " + message);
      }
      System.err.println(name + " is SKIPPED: " + message);
      Assumptions.abort(message);
    }
  }

  /** What this machine lacks, or nothing. */
  private static String missing() throws IOException {
    Process check =
        new ProcessBuilder(SCRIPTS.resolve("check").toString(), SERIES)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (var said = check.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
