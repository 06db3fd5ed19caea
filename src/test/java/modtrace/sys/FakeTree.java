package modtrace.sys;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a {@link FakeKernel}: a tracefs whose instances come with their files. */
final class FakeTree {
  static final String TRACEFS = "/sys/kernel/tracing";
  private static final String INSTANCES = TRACEFS + "/instances/";
  private static final String OPTIONS =
      """
      annotate bin block context-info copy_trace_marker disable_on_free event-fork fields hex \
      irq-info latency-format overwrite pause-on-trace raw record-tgid stacktrace sym-addr \
      sym-offset sym-userobj userstacktrace verbose""";

  final TreeMap<String, String> files = new TreeMap<>();
  final Map<String, byte[]> links = new HashMap<>();
  final Set<String> directories = new TreeSet<>();
  final Map<String, String> instanceFiles = new TreeMap<>();

  /** Paths that a caller may ask for although there is nothing. */
  final Set<String> absent = new HashSet<>();

  FakeTree(String... events) {
    for (String option : OPTIONS.split(" ", -1)) {
      instanceFiles.put("options/" + option, option.equals("overwrite") ? "1\n" : "0\n");
    }
    for (String event : events) {
      String directory = "events/" + event.replace(':', '/') + "/";
      instanceFiles.put(directory + "enable", "0\n");
      instanceFiles.put(directory + "filter", "none\n");
      instanceFiles.put(directory + "format", "name: " + event + "\n");
    }
    for (String cpu : List.of("cpu0", "cpu1")) {
      instanceFiles.put("per_cpu/" + cpu + "/stats", KernelText.stats(0, 0, 0));
    }
    instanceFiles.putAll(
        Map.of(
            "buffer_size_kb", "1408\n",
            "tracing_on", "1\n",
            "trace_clock", "[local] global mono boot\n",
            "trace_pipe", "",
            "free_buffer", "",
            "error_log", "",
            "set_event", "",
            "events/enable", "0\n"));
  }

  boolean isInstance(String path) {
    return path.startsWith(INSTANCES) && path.indexOf('/', INSTANCES.length()) < 0;
  }

  boolean inInstances(String path) {
    return path.startsWith(INSTANCES);
  }

  boolean isDirectory(String path) {
    String below = path + "/";
    String first = files.ceilingKey(below);
    return directories.contains(path) || (first != null && first.startsWith(below));
  }

  boolean exists(String path) {
    return files.containsKey(path) || links.containsKey(path) || isDirectory(path);
  }

  /** Fails the test on a path that nobody told it of: a typing error must not look like ENOENT. */
  boolean knows(String path) {
    boolean option = inInstances(path);
    if (!exists(path) && !option && !absent.contains(path)) {
      throw new AssertionError("nobody told the fake kernel of " + path);
    }
    return exists(path);
  }

  void addInstance(String path) {
    directories.add(path);
    instanceFiles.forEach((name, text) -> files.put(path + "/" + name, text));
  }

  void removeInstance(String path) {
    directories.remove(path);
    files.keySet().removeIf(file -> file.startsWith(path + "/"));
  }

  List<String> list(String directory) {
    Set<String> names = new TreeSet<>();
    String below = directory + "/";
    for (Set<String> paths : List.of(files.keySet(), directories, links.keySet())) {
      for (String path : paths) {
        if (path.startsWith(below)) {
          names.add(path.substring(below.length()).split("/", 2)[0]);
        }
      }
    }
    return List.copyOf(names);
  }
}
