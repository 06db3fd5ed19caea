package modtrace.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A running machine with a kernel of its own, and a root shell in it.
 *
 * <p>It sees this machine's files; what it writes is gone with it, but for {@link #shared()}. What
 * one command leaves behind (modules, mounts, processes) the next one finds. {@code modtrace} is in
 * its PATH, and so are the fixtures of {@code src/it/sh/lab/guest}.
 */
public final class Guest implements AutoCloseable {
  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final Duration COMMAND = Duration.ofMinutes(2);

  /** How long after its time is up a command may take to be killed and reported. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** How long a guest that does not answer may take to say where its processors are. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  /** How much of each log tells the end of a guest, in characters. */
  private static final int LAST = 4000;

  private final Path shared;
  private final Process machine;
  private final Writer requests;
  private final BufferedReader answers;
  private int commands;

  private Guest(Path shared, Process machine) {
    this.shared = shared;
    this.machine = machine;
    requests = machine.outputWriter(StandardCharsets.UTF_8);
    answers = machine.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Boots a guest.
   *
   * @param scripts the lab's shell half
   * @param settings the environment of its {@code boot}
   * @param shared the folder for its console and its commands; emptied first, kept for a look
   */
  static Guest boot(Path scripts, Map<String, String> settings, Path shared) throws IOException {
    empty(shared);
    ProcessBuilder boot =
        new ProcessBuilder(scripts.resolve("boot").toString(), shared.toString())
            .redirectError(shared.resolve("boot").toFile());
    boot.environment().putAll(settings);
    Guest guest = new Guest(shared, boot.start());
    guest.await("ready", BOOT);
    return guest;
  }

  /** The folder that the guest has as {@code /out}, on this side. */
  public Path shared() {
    return shared;
  }

  /** Runs a bash script as root, for two minutes at most; one that takes longer has status 124. */
  public Result run(String script) {
    return run(COMMAND, script);
  }

  /**
   * Runs a bash script as root, for {@code limit} at most.
   *
   * @throws GuestLost where the guest does not answer, though the command's time is up; it is down
   *     then
   */
  public Result run(Duration limit, String script) {
    String id = String.valueOf(++commands);
    Path folder = shared.resolve(id);
    try {
      Files.createDirectory(folder);
      Files.writeString(folder.resolve("command"), script + "\n");
      requests.write(id + " " + limit.toSeconds() + "\n");
      requests.flush();
      String status = await(id + " ", limit.plus(GRACE));
      return new Result(
          script,
          Integer.parseInt(status),
          text(folder.resolve("stdout")),
          text(folder.resolve("stderr")));
    } catch (IOException e) {
      throw new GuestLost(lastWords("the guest cannot be asked to run " + script), e);
    }
  }

  /** Whether it can be asked anything. */
  public boolean isUp() {
    return machine.isAlive();
  }

  @Override
  public void close() throws IOException {
    try {
      requests.close();
    } catch (IOException e) {
      // It is down already.
    }
    try {
      if (!machine.waitFor(10, TimeUnit.SECONDS)) {
        machine.destroy();
      }
    } catch (InterruptedException e) {
      machine.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the line that begins with {@code start} and returns its rest. */
  private String await(String start, Duration limit) throws IOException {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> restOfLine(start));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      takeDown();
      throw new IOException("no \"" + start + "\" from the guest", e);
    } catch (InterruptedException e) {
      machine.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Takes it down, and waits until the boot script has written down what it was at. */
  private void takeDown() throws IOException {
    machine
        .toHandle()
        .destroy(); // which leaves its input open: the end of that would end it at once
    try {
      if (!machine.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        machine.destroyForcibly();
      }
    } catch (InterruptedException e) {
      machine.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String restOfLine(String start) {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith(start)) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IOException("the guest is down");
      }
      return line.substring(start.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code problem} with the end of what the kernel, QEMU and the boot script said. */
  private String lastWords(String problem) {
    StringBuilder words = new StringBuilder(problem);
    for (String log : new String[] {"boot", "qemu", "processors", "console"}) {
      try {
        String said = text(shared.resolve(log));
        words.append('\n').append(said.substring(Math.max(0, said.length() - LAST)));
      } catch (IOException e) {
        words.append("\n(no ").append(log).append(')');
      }
    }
    return words.toString();
  }

  /** The file's text; bytes that are not UTF-8 become U+FFFD. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
