package modtrace.sys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A named pipe to stand for trace_pipe where a real file must be waited for. */
public final class Fifo implements Closeable {
  private final String path;
  private @Nullable FileOutputStream writer;

  private Fifo(String path) {
    this.path = path;
  }

  public static Fifo in(Path directory) throws IOException, InterruptedException {
    String path = directory.resolve("fifo").toString();
    if (new ProcessBuilder("mkfifo", path).start().waitFor() != 0) {
      throw new IOException("mkfifo " + path);
    }
    return new Fifo(path);
  }

  public String path() {
    return path;
  }

  /** Only once a reader has it open, else this waits for one. */
  public void openWriter() throws IOException {
    writer = new FileOutputStream(path);
  }

  public void write(String text) throws IOException {
    if (writer != null) {
      writer.write(text.getBytes(UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
