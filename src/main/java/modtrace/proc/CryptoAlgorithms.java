package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The algorithms of /proc/crypto (crypto/proc.c). */
public final class CryptoAlgorithms {
  private CryptoAlgorithms() {}

  /**
   * An algorithm, as one driver does it.
   *
   * @param driver {@code lz4-generic}, or the parts it is built of: {@code cbc(aes-generic)}
   * @param module {@code kernel} for one that is built in
   * @param refcnt 1 for its registration, and one for each transform that uses it. A transform
   *     takes a reference on the module together with each of these (crypto_mod_get in
   *     crypto/api.c)
   */
  public record Algorithm(String name, String driver, String module, int refcnt, String type) {
    /** How many references to its module it stands for. */
    public int users() {
      return Math.max(0, refcnt - 1);
    }
  }

  /** Reads them; none where the kernel has no crypto. */
  public static List<Algorithm> read(Path proc) throws IOException {
    String text = Attribute.read(proc.resolve("crypto"));
    return text == null ? List.of() : parse(text);
  }

  /** Out of paragraphs of {@code key : value} lines. */
  static List<Algorithm> parse(String text) throws OddTextException {
    List<Algorithm> algorithms = new ArrayList<>();
    for (String paragraph : text.split("\n\n")) {
      Map<String, String> fields = new HashMap<>();
      for (String line : paragraph.split("\n")) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 2));
        }
      }
      if (fields.containsKey("refcnt")) {
        algorithms.add(
            new Algorithm(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("driver", ""),
                fields.getOrDefault("module", "kernel"),
                Numbers.decimal(fields.getOrDefault("refcnt", ""), "a refcnt of /proc/crypto"),
                fields.getOrDefault("type", "")));
      }
    }
    return algorithms;
  }
}
