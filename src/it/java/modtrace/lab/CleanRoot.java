package modtrace.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Unpacks one into {@code folder}, or skips the test, or fails, as {@link Requirement} says. */
  public static CleanRoot make(Path folder) throws IOException {
    Requirement.met(folder.getFileName().toString(), missing());
    Local.run(KernelLab.SCRIPTS.resolve("clean-root").toString(), folder.toString()).ok();
    return new CleanRoot(folder);
  }

  private static String missing() throws IOException {
    if (Local.run("id", "-u").ok().text().equals("0")) {
      return Local.run("sh", "-c", "PATH=$PATH:/usr/sbin command -v debootstrap").status() == 0
          ? ""
          : "debootstrap is not installed";
    }
    return "only root can make a root of its own";
  }

  public Path folder() {
    return folder;
  }

  /** Copies a file of this machine into its top folder. */
  public void take(Path file) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  /** Runs a shell script in it, as root. */
  public Result run(String script) throws IOException {
    return Local.run(KernelLab.SCRIPTS.resolve("in-root").toString(), folder.toString(), script);
  }

  @Override
  public void close() throws IOException {
    Local.run("rm", "-rf", "--one-file-system", folder.toString()).ok();
  }
}
