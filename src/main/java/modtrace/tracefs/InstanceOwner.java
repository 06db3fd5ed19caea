package modtrace.tracefs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/**
 * The process that an instance belongs to, told by its name: {@code modtrace-<pid>-<start time>}.
 * Outside the initial namespaces a pid means another process to others, so the name ends in the
 * namespace there, and nobody takes it for a pid of his own.
 *
 * @param pid the process id
 * @param startTicks when it started, in clock ticks since boot (field 22 of /proc/PID/stat)
 * @param namespace empty for the initial namespaces
 */
record InstanceOwner(long pid, long startTicks, String namespace) {
  /** PROC_PID_INIT_INO and PROC_TIME_INIT_INO of include/linux/proc_ns.h. */
  private static final String INITIAL_PIDS = "pid:[4026531836]";

  private static final String INITIAL_TIME = "time:[4026531834]";
  private static final Pattern NAME = Pattern.compile("modtrace-(\\d{1,10})-(\\d{1,18})");

  /** This process. */
  static InstanceOwner self(Kernel kernel) throws IOException {
    ProcessStat stat = ProcessStat.parse(new ControlFile(kernel, "/proc/self/stat").read());
    String pids = namespace(kernel, "pid").orElse(INITIAL_PIDS);
    String time = namespace(kernel, "time").orElse(INITIAL_TIME);
    boolean initial = pids.equals(INITIAL_PIDS) && time.equals(INITIAL_TIME);
    initial &= stat.pid() == kernel.pid();
    String namespace = initial ? "" : "ns" + pids.replaceAll("\\D", "");
    return new InstanceOwner(kernel.pid(), stat.startTicks(), namespace);
  }

  /** The owner that a name tells; empty when the instance is not one of ours, or is a guest's. */
  static Optional<InstanceOwner> of(String instanceName) {
    Matcher name = NAME.matcher(instanceName);
    return name.matches()
        ? Optional.of(
            new InstanceOwner(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)), ""))
        : Optional.empty();
  }

  boolean inInitialNamespaces() {
    return namespace.isEmpty();
  }

  String instanceName() {
    String name = "modtrace-" + pid + "-" + startTicks;
    return inInitialNamespaces() ? name : name + "-" + namespace;
  }

  /** Whether the process still runs; also when that cannot be told. */
  boolean lives(Kernel kernel) {
    String proc = "/proc/" + pid;
    try {
      ProcessStat stat = ProcessStat.parse(new ControlFile(kernel, proc + "/stat").read());
      boolean corpse = stat.zombie() && kernel.list(proc + "/task").size() <= 1;
      return stat.startTicks() == startTicks && !corpse;
    } catch (SyscallException e) {
      return !e.is(Errno.ENOENT) && !e.is(Errno.ESRCH);
    } catch (IOException e) {
      return true;
    }
  }

  private static Optional<String> namespace(Kernel kernel, String kind) throws SyscallException {
    try {
      return Optional.of(new String(kernel.readLink("/proc/self/ns/" + kind), US_ASCII));
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
