package modtrace.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/** The names under which major numbers are registered: /proc/devices. */
public record DeviceMajors(Map<Integer, String> characters, Map<Integer, String> blocks) {
  public static DeviceMajors read(Path proc) throws IOException {
    return parse(SmallFile.read(proc.resolve("devices"), StandardCharsets.ISO_8859_1));
  }

  /** Two lists of lines such as {@code 10 misc}; of a number that stands twice, the first name. */
  static DeviceMajors parse(String text) {
    Map<Integer, String> characters = new HashMap<>();
    Map<Integer, String> blocks = new HashMap<>();
    Map<Integer, String> names = characters;
    for (String line : text.split("\n")) {
      String[] words = line.strip().split(" ", 2);
      if (words[0].equals("Block")) {
        names = blocks;
      } else if (words.length == 2 && Numbers.isDecimal(words[0], 9)) {
        names.putIfAbsent(Integer.valueOf(words[0]), words[1]);
      }
    }
    return new DeviceMajors(characters, blocks);
  }

  public @Nullable String name(boolean block, int major) {
    return (block ? blocks : characters).get(major);
  }
}
