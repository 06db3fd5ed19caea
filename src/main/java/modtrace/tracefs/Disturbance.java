package modtrace.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modtrace.sys.Errno;
import modtrace.sys.SyscallException;

/**
 * What somebody else changed in an instance of ours, so that events are missing without being
 * counted as lost: any root may write to its files.
 */
final class Disturbance {
  private Disturbance() {}

  /** A sentence; empty where it traces as it was told to. */
  static String of(InstanceDirectory instance, TraceRequest request) {
    try {
      if (!instance.file("tracing_on").read().startsWith("1")) {
        return "somebody turned the tracing off";
      }
      List<String> changed = new ArrayList<>();
      for (EventId event : request.events()) {
        if (isChanged(instance, event, "enable", "1")) {
          changed.add(event.toString());
        }
      }
      for (Map.Entry<EventId, String> filter : request.filters().entrySet()) {
        if (isChanged(instance, filter.getKey(), "filter", filter.getValue())) {
          changed.add("the filter of " + filter.getKey());
        }
      }
      return changed.isEmpty() ? "" : "somebody changed " + String.join(", ", changed);
    } catch (SyscallException e) {
      return "somebody took the tracing away: " + e.problem();
    }
  }

  /** The events of a module go with it, and are not changed. A soft mode adds a star. */
  private static boolean isChanged(
      InstanceDirectory instance, EventId event, String file, String set) throws SyscallException {
    try {
      return !instance.event(event, file).read().strip().replaceFirst("\\*$", "").equals(set);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.ENODEV)) {
        return false;
      }
      throw e;
    }
  }
}
