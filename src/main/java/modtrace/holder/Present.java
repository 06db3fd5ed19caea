package modtrace.holder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the running system tells of a holder, beside its name.
 *
 * @param exe the file that a process runs; null where it may not be read
 * @param user the name of a process's effective user, or its number; null where not known
 * @param unit the systemd unit of a process; null where it is in none
 * @param container the container of a process, as its cgroup names it; null where it is in none
 * @param namespace the namespace that it is in, such as {@code net:[4026532219]}; null for ours
 * @param things what it has: {@code fd 3 /dev/dri/card0}, {@code tcp socket}; in order
 * @param sharers other processes that have the very same: all must let go
 */
public record Present(
    @Nullable String exe,
    @Nullable String user,
    @Nullable String unit,
    @Nullable String container,
    @Nullable String namespace,
    List<String> things,
    List<Sharer> sharers) {
  /** A process that has the same open file, by inheritance or passed on. */
  public record Sharer(int pid, String comm) {}

  public Present {
    things = List.copyOf(things);
    sharers = List.copyOf(sharers);
  }
}
