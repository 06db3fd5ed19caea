package modtrace.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command whose doings are traced: found before the tracing begins, started after. */
final class ChildCommand {
  private final List<String> words;
  private final boolean outputIsTalk;
  private @Nullable Process process;

  private ChildCommand(List<String> words, boolean outputIsTalk) {
    this.words = words;
    this.outputIsTalk = outputIsTalk;
  }

  /**
   * Finds the program.
   *
   * @param outputIsTalk whether its output goes to standard error, because standard output is our
   *     result
   * @throws Failure when there is none
   */
  static ChildCommand find(List<String> words, boolean outputIsTalk) {
    String program = words.get(0);
    String problem = problem(program);
    if (!problem.isEmpty()) {
      throw new Failure(ExitCode.CANNOT_TELL, "cannot run " + program + ": " + problem);
    }
    return new ChildCommand(words, outputIsTalk);
  }

  /** As a shell says it. */
  private static String problem(String program) {
    if (program.indexOf('/') < 0) {
      return program.isEmpty() || onPath(program) == null
          ? "command not found (is it installed, and in PATH?)"
          : "";
    }
    Path path = Path.of(program);
    if (!Files.exists(path)) {
      return "no such file or directory (is the path right?)";
    }
    if (Files.isDirectory(path)) {
      return "it is a directory (name a program in it)";
    }
    return Files.isExecutable(path) ? "" : "permission denied (is it meant to be run? chmod +x)";
  }

  private static @Nullable Path onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    for (String folder : path.split(File.pathSeparator)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (isProgram(candidate.toString())) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean isProgram(String path) {
    return Files.isExecutable(Path.of(path)) && !Files.isDirectory(Path.of(path));
  }

  /** Starts it; {@code ended} runs in another thread when it has ended. */
  void start(Runnable ended) {
    List<String> command = new ArrayList<>();
    if (outputIsTalk) {
      command.addAll(List.of("/bin/sh", "-c", "exec \"$@\" >&2", "sh"));
    }
    command.addAll(words);
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      process = started;
      var unused = started.onExit().thenRun(ended);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_TELL,
          "cannot run " + words.get(0) + ": " + String.valueOf(e.getMessage()),
          e);
    }
  }

  /** Asks it to end, if it still runs. */
  void terminate() {
    Process running = process;
    if (running != null) {
      running.destroy();
    }
  }

  /**
   * Its exit code, 128 + n when a signal ended it; waits for the end, and says so if that takes
   * long.
   */
  int exitCode(Talk talk) {
    Process started = process;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    try {
      if (!started.waitFor(1, TimeUnit.SECONDS)) {
        talk.note("waiting for " + words.get(0) + " to end");
      }
      return started.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
