package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;

/**
 * A swap area in use: one line of /proc/swaps.
 *
 * @param path as the kernel names it now; of a file that is mounted nowhere, from the root of its
 *     mount
 * @param file whether it is a file; if not, a block device
 */
public record Swap(String path, boolean file) {
  /** Reads all; none where the kernel has no swap. */
  public static List<Swap> read(Path proc) throws IOException {
    try {
      return parse(SmallFile.read(proc.resolve("swaps"), ISO_8859_1));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  static List<Swap> parse(String text) {
    List<Swap> swaps = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] fields = line.split("\\s+");
      if (fields.length >= 5 && fields[0].startsWith("/")) {
        swaps.add(new Swap(MountInfo.unescaped(fields[0]), fields[1].equals("file")));
      }
    }
    return List.copyOf(swaps);
  }
}
