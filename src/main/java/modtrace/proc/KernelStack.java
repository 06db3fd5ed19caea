package modtrace.proc;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a task does inside the kernel: /proc/PID/stack, innermost first, as {@code [<0>]
 * xfsaild+0x4f/0x9c0 [xfs]}. Only root may read it.
 *
 * @param text a line for each function
 * @param isRefused whether it might not be read
 */
public record KernelStack(String text, boolean isRefused) {
  /** Reads it; a task that has ended has none. */
  public static KernelStack read(Path proc, int pid) throws IOException {
    try {
      String text = Attribute.read(proc.resolve(pid + "/stack"));
      return parse(text == null ? "" : text);
    } catch (IOException e) {
      if (Unreadable.isRefused(e)) {
        return new KernelStack("", true);
      }
      if (Unreadable.isGone(e)) {
        return new KernelStack("", false);
      }
      throw e;
    }
  }

  static KernelStack parse(String text) {
    return new KernelStack(text.endsWith("\n") ? text : text + "\n", false);
  }

  /** Whether it is in code of the module. */
  public boolean runs(String module) {
    return text.contains(" [" + module + "]\n");
  }

  public boolean has(String function) {
    return text.contains(" " + function + "+");
  }
}
