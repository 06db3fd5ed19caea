package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
      return parse(new String(Files.readAllBytes(file), UTF_8));
    } catch (IOException e) {
      if (Unreadable.isGone(e)) {
        return List.of();
      }
      throw e;
    }
  }

  /** Of lines such as {@code 7f1-7f2 rw-s 00000000 00:05 152 /dev/dri/card0}, those of files. */
  static List<Mapping> parse(String text) {
    List<Mapping> mappings = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] words = line.split(" +", 6);
      if (words.length == 6 && !words[4].equals("0")) {
        mappings.add(new Mapping(words[0], words[3], Long.parseLong(words[4]), words[5]));
      }
    }
    return mappings;
  }
}
