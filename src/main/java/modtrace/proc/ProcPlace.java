package modtrace.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * To whom a process belongs: /proc/PID/status and cgroup (proc(5)).
 *
 * @param user effective user id
 * @param unit its systemd unit; null where it is in none
 * @param userManager the user id whose own systemd keeps the unit; null for the system's
 * @param container the id that its container's cgroup is named after; null where it is in none
 */
public record ProcPlace(
    int user, @Nullable String unit, @Nullable String userManager, @Nullable String container) {
  private static final Pattern USER_MANAGER = Pattern.compile("/user@(\\d+)\\.service/");

  /** As docker, podman, containerd and cri-o name the cgroup of a container, with its id. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "/(?:(?:docker|libpod|cri-containerd|crio|containerd)[-/])?([0-9a-f]{64})(?:\\.scope)?(?:/|$)"
              + "|/(?:lxc|lxc\\.payload\\.|lxc\\.payload/|machine\\.slice/machine-)/?([\\w.@\\\\-]+?)(?:\\.scope)?(?:/|$)",
          Pattern.MULTILINE);

  /** Reads it; null when the process has ended, whoever has its pid since. */
  public static @Nullable ProcPlace read(Path proc, ProcTask process) throws IOException {
    Path folder = proc.resolve(Integer.toString(process.pid()));
    try {
      ProcPlace place =
          parse(
              SmallFile.read(folder.resolve("status"), ISO_8859_1),
              SmallFile.read(folder.resolve("cgroup"), ISO_8859_1));
      ProcTask now = ProcTask.process(proc, process.pid());
      return now != null && now.startTime() == process.startTime() ? place : null;
    } catch (IOException e) {
      if (Unreadable.isGone(e)) {
        return null;
      }
      throw e;
    }
  }

  /** From the text of the files. */
  static ProcPlace parse(String status, String cgroup) throws OddTextException {
    String[] users = field(status, "Uid").split("\t", -1); // real, effective, saved, file system
    if (users.length < 2) {
      throw new OddTextException("the users of a process", status);
    }
    return new ProcPlace(
        Numbers.decimal(users[1], "the user of a process"),
        unit(cgroup),
        userManager(cgroup),
        container(cgroup));
  }

  static String field(String status, String name) throws OddTextException {
    int at = status.indexOf("\n" + name + ":\t");
    int from = at + name.length() + 3;
    int end = status.indexOf('\n', from);
    if (at < 0 || end < 0) {
      throw new OddTextException("the field " + name + " of a process's status", status);
    }
    return status.substring(from, end);
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
