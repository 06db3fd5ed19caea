package modtrace.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import modtrace.holder.Kind;

/**
 * What was true while a recording was made, found by releasing the holders one by one.
 *
 * @param name the scenario's, which marks in the recording name too
 * @param holders who held what
 * @param held use counts while it was held
 * @param released use counts after all holders were released
 */
record Truth(
    String name, List<Expected> holders, Map<String, Integer> held, Map<String, Integer> released) {

  /**
   * One holder.
   *
   * @param pid of a process; 0 for other kinds
   */
  record Expected(String module, Kind kind, int pid, String name, int references) {}

  static List<Truth> read(Path file) throws IOException {
    List<Truth> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      if (words[0].equals("SCENARIO")) {
        all.add(new Truth(words[1], new ArrayList<>(), new LinkedHashMap<>(), new HashMap<>()));
      } else if (!all.isEmpty()) {
        all.get(all.size() - 1).add(words);
      }
    }
    return all;
  }

  Set<String> modules() {
    return new LinkedHashSet<>(held.keySet());
  }

  private void add(String[] words) {
    Map<String, String> keys = keys(words);
    String module = keys.getOrDefault("module", "");
    switch (words[0]) {
      case "EXPECT" -> expect(module, words[3], keys);
      case "COUNT" -> held.put(module, number(keys, "refcnt"));
      case "END" -> released.put(module, number(keys, "refcnt-after-release"));
      default -> {}
    }
  }

  /** Leaves out what no trace can tell: who has a file that was passed on. */
  private void expect(String module, String word, Map<String, String> keys) {
    if (keys.containsKey("opener")) {
      return;
    }
    Kind kind =
        keys.containsKey("alg")
            ? Kind.CRYPTO
            : "detached".equals(keys.get("mount")) ? Kind.MOUNT : kind(word);
    int pid = kind == Kind.PROCESS ? number(keys, "pid") : 0;
    String name = kind == Kind.MODULE ? keys.getOrDefault("name", "") : "";
    holders.add(new Expected(module, kind, pid, name, number(keys, "refs")));
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "process" -> Kind.PROCESS;
      case "module" -> Kind.MODULE;
      case "mount" -> Kind.MOUNT;
      case "net" -> Kind.NET;
      default -> throw new IllegalArgumentException("no kind of holder: " + word);
    };
  }

  private static Map<String, String> keys(String[] words) {
    Map<String, String> keys = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        keys.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return keys;
  }

  private static int number(Map<String, String> keys, String key) {
    return Integer.parseInt(Objects.requireNonNull(keys.get(key), key));
  }
}
