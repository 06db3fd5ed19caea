package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Map;
import modtrace.sys.Kernel;

/** What one run of the command line gave. */
record Run(int exitCode, String out, String err) {
  /** Without a kernel: a verb that asks for one fails the test. */
  static Run of(String... words) {
    return of(Path.of("/nonexistent"), "", words);
  }

  static Run withInput(String input, String... words) {
    return of(Path.of("/nonexistent"), input, words);
  }

  /** With another place for /proc, /sys and /lib/modules. */
  static Run of(Path root, String input, String... words) {
    return of(
        () -> {
          throw new AssertionError("the kernel was asked");
        },
        root,
        input,
        words);
  }

  static Run onKernel(Kernel kernel, Path root, String... words) {
    return of(() -> kernel, root, "", words);
  }

  private static Run of(
      java.util.function.Supplier<Kernel> kernel, Path root, String input, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var streams = new Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), out, err);
    int exitCode = new Cli(streams, kernel, root, Map.of()).run(words);
    return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
