package modtrace.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands on this machine. */
public final class Local {
  /** A command that takes longer hangs: the longest makes a root of Debian. */
  private static final int SECONDS = 600;

  private Local() {}

  /** Runs one, without input. */
  public static Result run(String... command) throws IOException {
    return run(Map.of(), command);
  }

  /** Runs one, without input; {@code environment} is added to ours. */
  public static Result run(Map<String, String> environment, String... command) throws IOException {
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("takes too long: " + String.join(" ", command));
      }
      return new Result(String.join(" ", command), process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
