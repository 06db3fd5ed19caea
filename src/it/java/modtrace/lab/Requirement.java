package modtrace.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of this machine.
 *
 * <p>{@code -Dkernel.tests=auto} skips the test, saying so, where it is missing; {@code required}
 * fails instead; {@code off} skips always.
 */
public final class Requirement {
  private Requirement() {}

  /** That these commands are on the PATH. */
  public static void commands(String test, String... commands) {
    switchedOn();
    String missing =
        String.join(
            ", ", Arrays.stream(commands).filter(name -> !Requirement.isThere(name)).toList());
    met(test, missing.isEmpty() ? "" : "not installed: " + missing);
  }

  /** Goes on where {@code missing} is empty. */
  static void met(String test, String missing) {
    met(test, missing, KernelLab.SERIES);
  }

  /** Goes on where nothing is missing to boot the kernel of that series. */
  static void met(String test, String missing, String series) {
    switchedOn();
    if (!missing.isEmpty()) {
      String message =
          missing + "; this command gets all that is needed: src/it/sh/lab/setup " + series;
      if (mode().equals("required")) {
        Assertions.fail("kernel tests are required, but " + message);
      }
      System.err.println(test + " is SKIPPED: " + message);
      Assumptions.abort(message);
    }
  }

  /** Skips where no such tests are wanted. */
  static void switchedOn() {
    if (mode().equals("off")) {
      Assumptions.abort("kernel tests are switched off (-Dkernel.tests=off)");
    }
  }

  private static String mode() {
    return System.getProperty("kernel.tests", "auto");
  }

  private static boolean isThere(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
