package modtrace.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of /proc/self/mounts: {@code device target type options 0 0} (fstab(5)). */
record Mount(String target, String type) {
  static List<Mount> parse(List<String> lines) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= 3) {
        mounts.add(new Mount(unescape(fields[1]), fields[2]));
      }
    }
    return mounts;
  }

  /** Where a file system of the type is mounted; the wanted place if it is among them. */
  static Optional<String> best(List<Mount> mounts, String type, String wanted) {
    List<String> targets =
        mounts.stream().filter(m -> m.type.equals(type)).map(Mount::target).toList();
    return targets.contains(wanted) ? Optional.of(wanted) : targets.stream().findFirst();
  }

  /** Blank, tab, newline and backslash are printed as three octal digits (fs/proc_namespace.c). */
  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
