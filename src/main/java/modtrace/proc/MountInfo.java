package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * A mount: one line of /proc/PID/mountinfo (proc(5)).
 *
 * @param id unique among all namespaces while it is mounted
 * @param parent id of the mount that it is mounted on
 * @param device "major:minor" of its superblock
 * @param root what of the file system is mounted; of nsfs the namespace: {@code mnt:[4026532219]}
 * @param point where, seen from the root directory of the process
 * @param peers number of its group of peers, which share all that is mounted below; 0 for none
 * @param master the group that it follows; 0 for none
 * @param type such as {@code ext4}, {@code fuse.sshfs}
 * @param options of the mount and of the superblock
 */
public record MountInfo(
    int id,
    int parent,
    String device,
    String root,
    String point,
    int peers,
    int master,
    String type,
    String source,
    List<String> options) {
  public MountInfo {
    options = List.copyOf(options);
  }

  /** The mounts that a process sees, in the order in which they were mounted. */
  public static List<MountInfo> read(Path file) throws IOException {
    return parse(SmallFile.read(file, ISO_8859_1));
  }

  /**
   * The lines of a mountinfo; one that is none is left out.
   *
   * @param text its bytes, each as one character
   */
  public static List<MountInfo> parse(String text) {
    List<MountInfo> mounts = new ArrayList<>();
    for (String line : text.split("\n")) {
      MountInfo mount = line(line.split(" "));
      if (mount != null) {
        mounts.add(mount);
      }
    }
    return List.copyOf(mounts);
  }

  private static @Nullable MountInfo line(String[] fields) {
    int dash = 6;
    while (dash < fields.length && !fields[dash].equals("-")) {
      dash++;
    }
    if (dash + 2 >= fields.length
        || !Numbers.isDecimal(fields[0], 9)
        || !Numbers.isDecimal(fields[1], 9)) {
      return null;
    }
    List<String> options = new ArrayList<>(List.of(fields[5].split(",")));
    if (dash + 3 < fields.length) {
      for (String option : fields[dash + 3].split(",")) {
        options.add(unescaped(option));
      }
    }
    return new MountInfo(
        Integer.parseInt(fields[0]),
        Integer.parseInt(fields[1]),
        fields[2],
        unescaped(fields[3]),
        unescaped(fields[4]),
        group(fields, dash, "shared:"),
        group(fields, dash, "master:"),
        unescaped(fields[dash + 1]),
        unescaped(fields[dash + 2]),
        options);
  }

  /** The type that the kernel knows: without what the user space of a FUSE mount adds. */
  public String kernelType() {
    int dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot);
  }

  /** The value of the option {@code name=value}; null where there is none. */
  public @Nullable String option(String name) {
    for (String option : options) {
      if (option.startsWith(name + "=")) {
        return option.substring(name.length() + 1);
      }
    }
    return null;
  }

  private static int group(String[] fields, int dash, String tag) {
    for (int i = 6; i < dash; i++) {
      String number = fields[i].startsWith(tag) ? fields[i].substring(tag.length()) : "";
      if (Numbers.isDecimal(number, 9)) {
        return Integer.parseInt(number);
      }
    }
    return 0;
  }

  /** Blanks and the like are written as a backslash and three octal digits. */
  static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return new String(field.getBytes(ISO_8859_1), UTF_8);
    }
    var bytes = new ByteArrayOutputStream(field.length());
    for (int i = 0; i < field.length(); i++) {
      boolean escape = field.startsWith("\\", i) && i + 4 <= field.length();
      if (escape && field.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
        bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        bytes.write(field.charAt(i));
      }
    }
    return bytes.toString(UTF_8);
  }
}
