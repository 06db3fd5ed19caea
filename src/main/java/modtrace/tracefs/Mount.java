package modtrace.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of /proc/self/mounts: {@code device target type options 0 0} (fstab(5)).
 *
 * @param readOnly whether the mount is, or the file system
 */
record Mount(String target, String type, boolean readOnly) {
  static List<Mount> parse(List<String> lines) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= 4) {
        boolean readOnly = List.of(fields[3].split(",", -1)).contains("ro");
        mounts.add(new Mount(unescape(fields[1]), fields[2], readOnly));
      }
    }
    return mounts;
  }

  /** Where a file system of the type is mounted; the wanted place if it is among them. */
  static Optional<Mount> best(List<Mount> mounts, String type, String wanted) {
    List<Mount> fitting = mounts.stream().filter(m -> m.type.equals(type)).toList();
    return fitting.stream()
        .filter(m -> m.target.equals(wanted))
        .findFirst()
        .or(() -> fitting.stream().findFirst());
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
