package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs now: /proc/PID/stat, status and cgroup (proc(5)).
 *
 * @param tgid id of its thread group: of the process
 * @param parent the process that made it, or the one that took it over; 0 for none that is seen
 * @param startTime clock ticks after boot; pid and start time together name a task for good
 * @param kernelThread whether it is one of the kernel's own (PF_KTHREAD in include/linux/sched.h)
 * @param zombie whether it has exited and only waits to be collected
 * @param unit its systemd unit; null where it is in none
 * @param userManager the user id whose own systemd keeps the unit; null for the system's
 * @param user effective user id
 * @param container the id that its container's cgroup is named after; null where it is in none
 */
public record ProcTask(
    int pid,
    int tgid,
    int parent,
    String comm,
    long startTime,
    boolean kernelThread,
    boolean zombie,
    @Nullable String unit,
    @Nullable String userManager,
    int user,
    @Nullable String container) {
  private static final Pattern USER_MANAGER = Pattern.compile("/user@(\\d+)\\.service/");

  /** As docker, podman, containerd and cri-o name the cgroup of a container, with its id. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "/(?:(?:docker|libpod|cri-containerd|crio|containerd)[-/])?([0-9a-f]{64})(?:\\.scope)?(?:/|$)"
              + "|/(?:lxc|lxc\\.payload\\.|lxc\\.payload/|machine\\.slice/machine-)/?([\\w.@\\\\-]+?)(?:\\.scope)?(?:/|$)",
          Pattern.MULTILINE);

  private static final long PF_KTHREAD = 0x00200000;

  /** Reads it, a thread as well as a process; null when there is no such task. */
  public static @Nullable ProcTask read(Path proc, int pid) throws IOException {
    Path folder = proc.resolve(Integer.toString(pid));
    try {
      return parse(
          pid,
          Files.readString(folder.resolve("stat"), ISO_8859_1),
          Files.readString(folder.resolve("status"), ISO_8859_1),
          Files.readString(folder.resolve("cgroup"), ISO_8859_1));
    } catch (IOException e) {
      if (Unreadable.isGone(e)) {
        return null;
      }
      throw e;
    }
  }

  /**
   * From the text of the files; the comm may hold anything, so stat is cut at the last parenthesis.
   */
  static ProcTask parse(int pid, String stat, String status, String cgroup) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    String[] fields = stat.substring(close + 2).strip().split(" ");
    String comm = new String(stat.substring(open + 1, close).getBytes(ISO_8859_1), UTF_8);
    return new ProcTask(
        pid,
        tgid(status),
        Integer.parseInt(fields[1]),
        comm,
        Long.parseLong(fields[19]),
        (Long.parseLong(fields[6]) & PF_KTHREAD) != 0,
        fields[0].equals("Z") || fields[0].equals("X"),
        unit(cgroup),
        userManager(cgroup),
        Integer.parseInt(field(status, "Uid").split("\t")[1]),
        container(cgroup));
  }

  private static int tgid(String status) {
    return Integer.parseInt(field(status, "Tgid"));
  }

  private static String field(String status, String name) {
    int from = status.indexOf("\n" + name + ":\t") + name.length() + 3;
    return status.substring(from, status.indexOf('\n', from));
  }

  private static @Nullable String container(String cgroup) {
    Matcher container = CONTAINER.matcher(cgroup);
    if (!container.find()) {
      return null;
    }
    return container.group(1) == null ? container.group(2) : container.group(1);
  }

  /**
   * The innermost service, scope or the like of lines such as {@code 0::/system.slice/ssh.service}.
   */
  private static @Nullable String unit(String cgroup) {
    String unit = null;
    for (String line : cgroup.split("\n")) {
      if (line.startsWith("0::") || line.contains(":name=systemd:")) {
        for (String part : line.substring(line.lastIndexOf(':') + 1).split("/")) {
          unit = isUnit(part) ? part : unit;
        }
      }
    }
    return unit;
  }

  /** The number in {@code /user.slice/user-1000.slice/user@1000.service/app.slice/…}. */
  private static @Nullable String userManager(String cgroup) {
    Matcher manager = USER_MANAGER.matcher(cgroup);
    return manager.find() ? manager.group(1) : null;
  }

  private static boolean isUnit(String part) {
    return part.endsWith(".service") || part.endsWith(".scope") || part.endsWith(".socket");
  }
}
