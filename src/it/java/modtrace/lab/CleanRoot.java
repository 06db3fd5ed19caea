package modtrace.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * A minimal Debian in a folder, without Java; the packages that bring it lie in its {@code /java}.
 *
 * <p>What runs in it sees neither this machine's files nor its processes, and has no network.
 */
public final class CleanRoot implements AutoCloseable {
  private final Path folder;

  private CleanRoot(Path folder) {
    this.folder = folder;
  }

  /** Unpacks one into {@code folder}, or skips the test, or fails, as {@link KernelLab} does. */
  public static CleanRoot make(Path folder) throws IOException {
    KernelLab.require(folder.getFileName().toString(), missing());
    command(KernelLab.SCRIPTS.resolve("clean-root").toString(), folder.toString()).ok();
    return new CleanRoot(folder);
  }

  private static String missing() throws IOException {
    if (command("id", "-u").ok().text().equals("0")) {
      return command("sh", "-c", "PATH=$PATH:/usr/sbin command -v debootstrap").status() == 0
          ? ""
          : "debootstrap is not installed";
    }
    return "only root can make a root of its own";
  }

  /** Copies a file of this machine into its top folder. */
  public void take(Path file) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  /** Runs a shell script in it, as root. */
  public Result run(String script) throws IOException {
    return command(KernelLab.SCRIPTS.resolve("in-root").toString(), folder.toString(), script);
  }

  /** Runs a command of this machine. */
  public static Result command(String... words) throws IOException {
    Path said = Files.createTempFile("modtrace-it", "");
    Path talk = Files.createTempFile("modtrace-it", "");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(said.toFile())
              .redirectError(talk.toFile())
              .start();
      int status = process.waitFor();
      return new Result(
          String.join(" ", List.of(words)),
          status,
          Files.readString(said, UTF_8),
          Files.readString(talk, UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Assertions.fail("interrupted", e);
    } finally {
      Files.delete(said);
      Files.delete(talk);
    }
  }

  @Override
  public void close() throws IOException {
    command("rm", "-rf", "--one-file-system", folder.toString()).ok();
  }
}
