package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a task does inside the kernel: /proc/PID/stack, innermost first, as {@code [<0>]
 * xfsaild+0x4f/0x9c0 [xfs]}. Only root may read it.
 *
 * @param isRefused whether it might not be read
 */
public record KernelStack(List<String> lines, boolean isRefused) {
  public KernelStack {
    lines = List.copyOf(lines);
  }

  /** Reads it; a task that has ended has none. */
  public static KernelStack read(Path proc, int pid) throws IOException {
    try {
      String text = Attribute.read(proc.resolve(pid + "/stack"));
      return parse(text == null ? "" : text);
    } catch (IOException e) {
      if (Unreadable.isRefused(e)) {
        return new KernelStack(List.of(), true);
      }
      if (Unreadable.isGone(e)) {
        return new KernelStack(List.of(), false);
      }
      throw e;
    }
  }

  static KernelStack parse(String text) {
    return new KernelStack(text.lines().toList(), false);
  }

  /** Whether it is in code of the module. */
  public boolean runs(String module) {
    return lines.stream().anyMatch(line -> line.endsWith(" [" + module + "]"));
  }

  public boolean has(String function) {
    return lines.stream().anyMatch(line -> line.contains(" " + function + "+"));
  }
}
