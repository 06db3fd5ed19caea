package modtrace.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** What the process was given: its input, result and talk. */
public record Streams(InputStream in, OutputStream out, OutputStream err) {
  /**
   * The process's own, without the buffers of System.out, which hide that nobody reads any more.
   */
  public static Streams ofProcess() {
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }
}
