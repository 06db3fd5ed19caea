package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/** The files that a process has mapped: /proc/PID/maps (proc(5)). */
public final class DeviceMaps {
  private DeviceMaps() {}

  /**
   * A mapped file.
   *
   * @param range {@code 7f0000000000-7f0000001000}: also its name in /proc/PID/map_files
   * @param device "major:minor" in hexadecimal of the file system
   * @param path as the process saw it
   */
  public record Mapping(String range, String device, long inode, String path) {}

  /** Reads them; none of a process that has ended. */
  public static List<Mapping> read(Path proc, int pid) throws IOException {
    Path file = proc.resolve(pid + "/maps");
    try {
      return parse(SmallFile.read(file, UTF_8));
    } catch (IOException e) {
      if (Unreadable.isGone(e)) {
        return List.of();
      }
      throw e;
    }
  }

  /** Of lines such as {@code 7f1-7f2 rw-s 00000000 00:05 152 /dev/dri/card0}, those of files. */
  static List<Mapping> parse(String text) throws OddTextException {
    List<Mapping> mappings = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      Mapping mapping = line(text, start, end);
      if (mapping != null) {
        mappings.add(mapping);
      }
      start = end + 1;
    }
    return mappings;
  }

  /** Words by hand: there are hundreds of lines for each process, and few of them of interest. */
  private static @Nullable Mapping line(String text, int start, int end) throws OddTextException {
    int range = text.indexOf(' ', start);
    int access = text.indexOf(' ', range + 1);
    int offset = text.indexOf(' ', access + 1);
    int device = text.indexOf(' ', offset + 1);
    int inode = text.indexOf(' ', device + 1);
    boolean words = range < access && access < offset && offset < device && device < inode;
    if (range < 0 || !words || inode >= end || text.charAt(device + 1) == '0') {
      return null;
    }
    int path = inode + 1;
    while (path < end && text.charAt(path) == ' ') {
      path++;
    }
    return path == end
        ? null
        : new Mapping(
            text.substring(start, range),
            text.substring(offset + 1, device),
            Numbers.decimalLong(text.substring(device + 1, inode), "an inode of a mapping"),
            text.substring(path, end));
  }
}
