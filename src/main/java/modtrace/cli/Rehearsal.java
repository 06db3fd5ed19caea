package modtrace.cli;

import java.nio.file.Path;
import java.util.Arrays;
import modtrace.sys.LinuxKernel;

/**
 * Runs one command on a system that lies elsewhere: {@code prepare-start} makes one with a module
 * in it, where this kernel need have none, and notes which classes an answer takes.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs it.
   *
   * @param words where /proc and /sys are found, and then those of the command
   */
  public static void main(String[] words) {
    var cli = new Cli(Streams.ofProcess(), LinuxKernel::new, Path.of(words[0]), System.getenv());
    int code = cli.run(Arrays.copyOfRange(words, 1, words.length));
    if (code > ExitCode.NOBODY) {
      throw new IllegalStateException("no answer, but exit code " + code);
    }
  }
}
