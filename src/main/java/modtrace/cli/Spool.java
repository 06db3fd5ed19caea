package modtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import modtrace.dat.DatFile;

/** Keeps what comes through a pipe in a file, which has no name as soon as it is open. */
final class Spool {
  private Spool() {}

  /** A trace.dat out of a stream: it is read here and there, a stream only forwards. */
  static DatFile copied(InputStream in) throws IOException {
    Path copy = Files.createTempFile("modtrace-", ".dat");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return DatFile.open(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
