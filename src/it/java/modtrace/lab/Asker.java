package modtrace.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modtrace.cli.Cli;

/**
 * Asks again and again without a new Java each time: runs each line of a file as a command line of
 * modtrace, then prints "= " and its exit code.
 */
public final class Asker {
  private Asker() {}

  public static void main(String[] args) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(Path.of(args[0]))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int status = Cli.ofProcess().run(line.split(" "));
        System.out.println("= " + status);
      }
    }
  }
}
