package modtrace.tracefs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import modtrace.sys.Fd;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.SyscallException;

/**
 * A small text file by which the kernel is asked and told; it has no size, and is never truncated.
 */
record ControlFile(Kernel kernel, String path) {
  private static final int CHUNK_BYTES = 1 << 16;

  /** All of it, with the last newline. */
  String read() throws SyscallException {
    return new String(bytes(), UTF_8);
  }

  /** All of it, a char for each byte: names of tasks need not be text. */
  String byteChars() throws SyscallException {
    return new String(bytes(), ISO_8859_1);
  }

  private byte[] bytes() throws SyscallException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (Fd fd = kernel.open(path, OpenFlag.READ)) {
      for (int n; (n = fd.read(chunk, 0, chunk.length)) > 0; ) {
        text.write(chunk, 0, n);
      }
    }
    return text.toByteArray();
  }

  List<String> lines() throws SyscallException {
    return read().lines().toList();
  }

  /** It bit by bit, for one that may be long; the caller closes it. */
  InputStream stream() throws SyscallException {
    return new FdStream(kernel.open(path, OpenFlag.READ));
  }

  /** Empties a file to which that means something. */
  void truncate() throws SyscallException {
    kernel.open(path, OpenFlag.WRITE, OpenFlag.TRUNCATE).close();
  }

  /** Writes the value in one call; a refusal names the value and the file. */
  void write(String value) throws SyscallException {
    byte[] bytes = value.getBytes(UTF_8);
    try (Fd fd = kernel.open(path, OpenFlag.WRITE)) {
      fd.write(bytes, 0, bytes.length);
    } catch (SyscallException e) {
      throw e.call().equals("write") ? e.about("'" + value + "' to " + path) : e;
    }
  }
}
