package modtrace.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;

/**
 * What /proc/PID/task/TID/fdinfo/N tells of an open file (proc(5)).
 *
 * @param lines of its text; none where it has been closed
 */
public record DescriptorInfo(List<String> lines) {
  /** O_PATH of include/uapi/asm-generic/fcntl.h: the same on all 64-bit architectures of ours. */
  private static final long O_PATH = 010000000;

  public DescriptorInfo {
    lines = List.copyOf(lines);
  }

  /** Reads it. */
  public static DescriptorInfo read(Path proc, Descriptor of) {
    Path file = proc.resolve(of.process().pid() + "/task/" + of.task() + "/fdinfo/" + of.fd());
    try {
      return parse(SmallFile.read(file, UTF_8));
    } catch (IOException e) {
      return parse(""); // it has been closed, or its process has ended
    }
  }

  static DescriptorInfo parse(String text) {
    return new DescriptorInfo(text.lines().toList());
  }

  /** Whether it only names a file: such a descriptor holds nothing of the file's module. */
  public boolean isPathOnly() throws OddTextException {
    String flags = value("flags");
    return !flags.isEmpty()
        && (Numbers.number(flags, 8, "the flags of an open file") & O_PATH) != 0;
  }

  /** Of a line such as {@code scm_fds: 1}; empty where there is none. */
  public String value(String name) {
    for (String line : lines) {
      if (line.startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  /** The files that an io_uring has registered, as it names them: {@code 0: /dev/dri/card0}. */
  public List<String> ringFiles() {
    List<String> files = new ArrayList<>();
    boolean within = false;
    for (String line : lines) {
      if (!line.startsWith(" ") && line.contains(":")) {
        within = line.startsWith("UserFiles:");
      } else if (within && line.contains(": ")) {
        files.add(line.substring(line.indexOf(": ") + 2).strip());
      }
    }
    files.removeIf(file -> file.equals("<none>"));
    return files;
  }
}
