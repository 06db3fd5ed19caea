package modtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import modtrace.sys.Errno;

/**
 * The result, on standard output; an error there ends the run, quietly when the reader has gone.
 */
final class Out {
  /** The reader of our output has gone. */
  static final class BrokenPipe extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenPipe(IOException cause) {
      super(cause);
    }
  }

  /** Writes one JSON object. */
  interface JsonBody {
    void write(JsonGenerator json) throws IOException;
  }

  /** For lines of nothing but ASCII, which most are. */
  private final byte[] plain = new byte[256];

  /** Made at the first object: most runs print none. */
  private static final class Json {
    static final JsonFactory FACTORY = new JsonFactory();
  }

  private final OutputStream out;

  Out(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  void line(CharSequence line) {
    int length = line.length();
    byte[] ascii = length < plain.length ? plain : new byte[length + 1];
    int i = 0;
    while (i < length && line.charAt(i) < 0x80) {
      ascii[i] = (byte) line.charAt(i);
      i++;
    }
    if (i < length) {
      bytes((line + "\n").getBytes(UTF_8));
    } else {
      ascii[length] = '\n';
      bytes(ascii, 0, length + 1);
    }
  }

  void bytes(byte[] bytes) {
    bytes(bytes, 0, bytes.length);
  }

  void bytes(byte[] bytes, int from, int length) {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** One object on one line, in pure ASCII, so that no name can reach the terminal as it is. */
  void json(JsonBody body) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setHighestNonEscapedChar('~');
      body.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(IOException e) {
    return Errno.EPIPE.isToldBy(e)
        ? new BrokenPipe(e)
        : new Failure(
            ExitCode.CANNOT_TELL, "cannot write to standard output: " + e.getMessage(), e);
  }
}
