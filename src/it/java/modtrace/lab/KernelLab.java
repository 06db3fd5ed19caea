package modtrace.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The way to boot a guest, where QEMU and the kernel are there ({@link Requirement}).
 *
 * <p>{@code -Dkernel=6.12} names another kernel than 6.1, by the series that src/it/sh/lab/kernel
 * knows.
 */
public final class KernelLab {
  /** Where the shell half lies; tests run in the project's top folder. */
  static final Path SCRIPTS = Path.of("src/it/sh/lab").toAbsolutePath();

  /** The series of the kernel that guests have: 5.10, 6.1, 6.12 or newest. */
  static final String SERIES = System.getProperty("kernel", "6.1");

  private KernelLab() {}

  /** The series of the kernel that guests have if no other is asked for. */
  public static String series() {
    return SERIES;
  }

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
    return boot(name, options, SERIES);
  }

  /**
   * Boots a guest for the tests called {@code name}, or skips them, or fails.
   *
   * @param series of the kernel, whatever {@code -Dkernel} says
   */
  public static Guest boot(String name, String options, String series) throws IOException {
    Requirement.switchedOn();
    Requirement.met(name, missing(series), series);
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
            series,
            "KERNEL_OPTIONS",
            options),
        (parent == null ? app : parent).resolve("lab").resolve(name));
  }

  /** What this machine lacks, or nothing. */
  private static String missing(String series) throws IOException {
    Process check =
        new ProcessBuilder(SCRIPTS.resolve("check").toString(), series)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (var said = check.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
