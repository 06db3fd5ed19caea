package modtrace.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import modtrace.sys.Errno;
import modtrace.sys.Fd;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * What a report is drawn into: standard output, or a new file, which is there whole or not at all.
 */
final class DrawnFile implements Closeable {
  private final String name;
  private final OutputStream out;
  private final @Nullable OutputFile file;
  private final @Nullable OutputFile unfinished;
  private boolean finished;

  private DrawnFile(
      String name, OutputStream out, @Nullable OutputFile file, @Nullable OutputFile unfinished) {
    this.name = name;
    this.out = out;
    this.file = file;
    this.unfinished = unfinished;
  }

  /** Makes it, after {@link OutputFile#checkNew}; {@code -} is standard output. */
  static DrawnFile create(String name, Invocation invocation) {
    if (name.equals("-")) {
      OutputStream out = new BufferedOutputStream(invocation.streams().out(), 1 << 16);
      return new DrawnFile("standard output", out, null, null);
    }
    var file = new OutputFile(invocation.kernel().get(), name, invocation.environment());
    OutputFile unfinished = file.successor();
    try {
      OutputStream out = new BufferedOutputStream(new ToFd(unfinished.create()), 1 << 16);
      return new DrawnFile(name, out, file, unfinished);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  private static RuntimeException failure(String name, IOException e) {
    return Errno.EPIPE.isToldBy(e)
        ? new Out.BrokenPipe(e)
        : new Failure(
            ExitCode.CANNOT_TELL, "cannot write " + name + ": " + e.getMessage() + hint(e), e);
  }

  private static String hint(IOException e) {
    return e instanceof SyscallException refused && refused.errno() == Errno.ENOSPC
        ? " (free some, or name another place)"
        : "";
  }

  /** Where it goes; an error there is told as {@link #failed} does. */
  OutputStream stream() {
    return out;
  }

  RuntimeException failed(IOException e) {
    return failure(name, e);
  }

  /** All of it has been written. */
  void finish() {
    try {
      if (file == null || unfinished == null) {
        out.flush();
      } else {
        out.close();
        unfinished.replace(file);
      }
      finished = true;
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Without {@link #finish} nothing is left. */
  @Override
  public void close() throws IOException {
    if (!finished && unfinished != null) {
      try (out) {
        unfinished.delete();
      }
    }
  }

  private static final class ToFd extends OutputStream {
    private final Fd fd;

    ToFd(Fd fd) {
      this.fd = fd;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      fd.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      fd.close();
    }
  }
}
