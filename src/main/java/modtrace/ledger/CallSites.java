package modtrace.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import modtrace.event.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the kernel functions that take and give back references: the table {@code
 * call-sites.tsv}.
 */
public final class CallSites {
  private static final Entry UNKNOWN = new Entry("", Use.UNKNOWN, null);

  private final Map<String, Entry> exact = new HashMap<>();
  private final List<Entry> patterns = new ArrayList<>();
  private final Map<String, Entry> found = new HashMap<>();

  private record Entry(String name, Use use, @Nullable String meaning) {
    boolean fits(String function) {
      return name.startsWith("*")
          ? function.endsWith(name.substring(1))
          : function.startsWith(name.substring(0, name.length() - 1));
    }
  }

  private CallSites() {}

  /** The table that comes with modtrace. */
  public static CallSites load() {
    var sites = new CallSites();
    try (InputStream in =
            Objects.requireNonNull(CallSites.class.getResourceAsStream("call-sites.tsv"));
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          sites.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sites;
  }

  private void add(String line) {
    int first = line.indexOf('\t');
    int second = line.indexOf('\t', first + 1);
    String name = line.substring(0, first);
    var entry =
        new Entry(name, Use.valueOf(line.substring(first + 1, second)), line.substring(second + 1));
    if (name.indexOf('*') >= 0) {
      patterns.add(entry);
    } else {
      exact.put(name, entry);
    }
  }

  public Use use(CallSite site) {
    return find(site).use();
  }

  /** In words, what a get or put there means; null where the function is not known. */
  public @Nullable String meaning(CallSite site) {
    return find(site).meaning();
  }

  private Entry find(CallSite site) {
    Entry entry = found.get(site.function());
    if (entry == null) {
      entry = search(site.sourceName());
      if (found.size() < 10_000) {
        found.put(site.function(), entry);
      }
    }
    return entry;
  }

  private Entry search(String function) {
    Entry entry = exact.get(function);
    if (entry != null) {
      return entry;
    }
    for (Entry pattern : patterns) {
      if (pattern.fits(function)) {
        return pattern;
      }
    }
    return UNKNOWN;
  }
}
