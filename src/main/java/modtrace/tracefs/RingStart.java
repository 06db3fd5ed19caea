package modtrace.tracefs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.sys.SyscallException;

/**
 * Since when a ring that overwrites its oldest events has all of them: each CPU's begins at another
 * time, and what another CPU did before that is only a part of what happened.
 */
final class RingStart {
  private static final Pattern OVERRUN = Pattern.compile("overrun: (\\d{1,18})");
  private static final Pattern OLDEST = Pattern.compile("oldest event ts: *(\\d{1,9})\\.(\\d{6})");

  private static final long NANOS = 1_000_000_000;
  private static final long MICRO = 1000;

  private RingStart() {}

  /** In nanoseconds of the ring's clock; 0 where nothing was overwritten. */
  static long of(InstanceDirectory instance) throws SyscallException {
    long latest = 0;
    for (String cpu : instance.kernel().list(instance.path() + "/per_cpu")) {
      latest = Math.max(latest, of(instance.file("per_cpu/" + cpu + "/stats").lines()));
    }
    return latest;
  }

  /** The same of one CPU, from the lines of its {@code stats}. */
  static long of(List<String> stats) {
    boolean overwritten = false;
    long oldest = 0;
    for (String line : stats) {
      Matcher overrun = OVERRUN.matcher(line);
      Matcher stamp = OLDEST.matcher(line);
      if (overrun.matches()) {
        overwritten = Long.parseLong(overrun.group(1)) > 0;
      } else if (stamp.matches()) {
        oldest = Long.parseLong(stamp.group(1)) * NANOS + Long.parseLong(stamp.group(2)) * MICRO;
      }
    }
    return overwritten ? oldest : 0;
  }
}
