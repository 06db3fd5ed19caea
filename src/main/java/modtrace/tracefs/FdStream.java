package modtrace.tracefs;

import java.io.IOException;
import java.io.InputStream;
import modtrace.sys.Fd;

/** An open file as a stream, which closes it. */
final class FdStream extends InputStream {
  private final Fd fd;

  FdStream(Fd fd) {
    this.fd = fd;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = length == 0 ? 0 : fd.read(into, from, length);
    return length > 0 && got == 0 ? -1 : got;
  }

  @Override
  public void close() throws IOException {
    fd.close();
  }
}
