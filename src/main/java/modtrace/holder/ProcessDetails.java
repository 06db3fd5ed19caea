package modtrace.holder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import modtrace.proc.Numbers;
import modtrace.proc.ProcPlace;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/** What a person wants to know of a process that holds a module, and how to make it let go. */
public final class ProcessDetails {
  /**
   * Names that may stand in a command as they are; others, which anybody with a cgroup can make,
   * may not.
   */
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_.:@-]+\\.service");

  private final Path root;
  private @Nullable Map<Integer, String> users;

  /**
   * Looks below a root.
   *
   * @param root where /proc and /etc/passwd are found: {@code /} but for tests
   */
  public ProcessDetails(Path root) {
    this.root = root;
  }

  /** Its details, with nothing that it has. */
  public Present of(ProcTask process) {
    return of(process, null, List.of(), List.of());
  }

  Present of(
      ProcTask process,
      @Nullable String namespace,
      List<String> things,
      List<Present.Sharer> sharers) {
    ProcPlace place = place(process);
    return new Present(
        exe(process.pid()),
        place == null ? null : user(place.user()),
        place == null ? null : place.unit(),
        place == null ? null : place.container(),
        namespace,
        things,
        sharers);
  }

  /** Null for a process that has ended, or that may not be looked at. */
  private @Nullable ProcPlace place(ProcTask process) {
    try {
      return ProcPlace.read(root.resolve("proc"), process);
    } catch (IOException e) {
      return null;
    }
  }

  /** The file that it runs; null where that may not be read, and for a process that has ended. */
  private @Nullable String exe(int pid) {
    try {
      return Files.readSymbolicLink(root.resolve("proc/" + pid + "/exe")).toString();
    } catch (IOException e) {
      return null;
    }
  }

  private String user(int uid) {
    return users().getOrDefault(uid, Integer.toString(uid));
  }

  private Map<Integer, String> users() {
    if (users == null) {
      users = new HashMap<>();
      try {
        for (String line : Files.readAllLines(root.resolve("etc/passwd"), UTF_8)) {
          String[] fields = line.split(":", 4);
          if (fields.length == 4 && Numbers.isDecimal(fields[2], 9)) {
            users.putIfAbsent(Integer.valueOf(fields[2]), fields[0]);
          }
        }
      } catch (MalformedInputException e) {
        users.clear(); // numbers stand for names that are no text
      } catch (IOException e) {
        users.clear(); // a system without that file has no names to give
      }
    }
    return users;
  }

  /** The command that makes them all let go; null where one of them does not. */
  public @Nullable String release(List<ProcTask> processes) {
    Set<String> commands = new LinkedHashSet<>();
    var kill = new StringBuilder();
    for (ProcTask process : processes) {
      String command = release(process);
      if (command == null) {
        return null;
      }
      if (command.startsWith("kill ")) {
        kill.append(' ').append(process.pid());
      } else {
        commands.add(command);
      }
    }
    if (!kill.isEmpty()) {
      commands.add("kill" + kill);
    }
    return String.join(" && ", commands);
  }

  /**
   * The command that makes a process let go; null for init, which only lets go of what its units
   * give up.
   */
  @Nullable String release(ProcTask process) {
    if (process.pid() == 1) {
      return null;
    }
    ProcPlace place = place(process);
    if (place == null) {
      return null; // it has ended, and its pid may be another's
    }
    String unit = place.unit();
    if ("systemd-logind.service".equals(unit)) {
      return "systemctl isolate multi-user.target"; // it opens what the graphical session shows on
    }
    if (unit == null || !SERVICE.matcher(unit).matches()) {
      return "kill " + process.pid();
    }
    String user = place.userManager();
    return "systemctl " + (user == null ? "" : "--user -M " + user + "@ ") + "stop " + unit;
  }
}
