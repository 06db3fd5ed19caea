package modtrace.tracefs;

import java.util.List;
import modtrace.sys.SyscallException;

/** Why the kernel did not take an event filter, in its own words. */
final class FilterError {
  /** In error_log, since Linux 5.2; the filter file says the same after {@code parse_error:}. */
  private static final String LOGGED = "error: ";

  private FilterError() {}

  static TracefsException of(
      InstanceDirectory instance, EventId event, String filter, SyscallException refused) {
    String problem = "cannot filter " + event + " by '" + filter + "'";
    String reason = reason(instance.file("error_log"));
    if (reason.isEmpty()) {
      reason = reason(instance.event(event, "filter"));
    }
    TracefsException told =
        new TracefsException(problem + ": " + (reason.isEmpty() ? refused.problem() : reason));
    told.initCause(refused);
    return told;
  }

  private static String reason(ControlFile file) {
    try {
      List<String> lines = file.lines();
      for (int i = lines.size() - 1; i >= 0; i--) {
        int at = lines.get(i).lastIndexOf(LOGGED);
        if (at >= 0) {
          return lines.get(i).substring(at + LOGGED.length());
        }
      }
    } catch (SyscallException e) {
      return "";
    }
    return "";
  }
}
