package modtrace.depmod;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A text file that anybody may have written: a char for each byte, since it need not be text. */
final class TextFile {
  /** A hundred times what depmod writes for a distribution's kernel. */
  private static final int MOST_BYTES = 64 << 20;

  private TextFile() {}

  /** Its lines; none where it is not there. */
  static List<String> lines(Path file) throws IOException {
    return text(file).lines().toList();
  }

  /** All of it; empty where it is not there. */
  static String text(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException(file + " is larger than depmod would make it");
      }
      return new String(bytes, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** The lines, where a backslash at the end of one joins it with the next (modprobe.d(5)). */
  static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();
    var line = new StringBuilder();
    for (String each : lines) {
      boolean goesOn = each.endsWith("\\");
      line.append(goesOn ? each.substring(0, each.length() - 1) : each);
      if (!goesOn) {
        joined.add(line.toString());
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      joined.add(line.toString());
    }
    return joined;
  }
}
