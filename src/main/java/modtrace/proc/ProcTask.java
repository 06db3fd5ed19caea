package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs now: /proc/PID/stat and status (proc(5)).
 *
 * @param tgid id of its thread group: of the process
 * @param parent the process that made it, or the one that took it over; 0 for none that is seen
 * @param startTime clock ticks after boot; pid and start time together name a task for good
 * @param kernelThread whether it is one of the kernel's own (PF_KTHREAD in include/linux/sched.h)
 * @param zombie whether it has exited and only waits to be collected
 */
public record ProcTask(
    int pid,
    int tgid,
    int parent,
    String comm,
    long startTime,
    boolean kernelThread,
    boolean zombie) {
  private static final long PF_KTHREAD = 0x00200000;

  /** Reads it, a thread as well as a process; null when there is no such task. */
  public static @Nullable ProcTask read(Path proc, int pid) throws IOException {
    try {
      Path status = proc.resolve(pid + "/status");
      return parse(pid, tgid(SmallFile.read(status, ISO_8859_1)), stat(proc, pid));
    } catch (IOException e) {
      return nullIfGone(e);
    }
  }

  /** Reads a process by its id, which is that of its first thread; null when there is none. */
  static @Nullable ProcTask process(Path proc, int pid) throws IOException {
    try {
      return parse(pid, pid, stat(proc, pid));
    } catch (IOException e) {
      return nullIfGone(e);
    }
  }

  private static String stat(Path proc, int pid) throws IOException {
    return SmallFile.read(proc.resolve(pid + "/stat"), ISO_8859_1);
  }

  private static @Nullable ProcTask nullIfGone(IOException e) throws IOException {
    if (Unreadable.isGone(e)) {
      return null;
    }
    throw e;
  }

  /** From the text of stat; the comm may hold anything, so it is cut at the last parenthesis. */
  static ProcTask parse(int pid, int tgid, String stat) throws OddTextException {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    String[] fields = stat.substring(close + 1).strip().split(" ", 21); // of 50, no more are read
    if (open < 0 || close < open || fields.length < 20) {
      throw new OddTextException("a process's stat", stat);
    }
    String comm = new String(stat.substring(open + 1, close).getBytes(ISO_8859_1), UTF_8);
    return new ProcTask(
        pid,
        tgid,
        Numbers.decimal(fields[1], "a process's parent"),
        comm,
        Numbers.decimalLong(fields[19], "a process's start time"),
        (Numbers.decimalLong(fields[6], "a process's flags") & PF_KTHREAD) != 0,
        fields[0].equals("Z") || fields[0].equals("X"));
  }

  private static int tgid(String status) throws OddTextException {
    return Numbers.decimal(ProcPlace.field(status, "Tgid"), "a task's thread group");
  }
}
