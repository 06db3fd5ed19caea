package modtrace.tracefs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modtrace.sys.Errno;
import modtrace.sys.SyscallException;

/**
 * How often which task took and gave back which module at which call site: counted by the kernel
 * itself, and still right when the ring buffer has long forgotten the events
 * (Documentation/trace/histogram.rst).
 */
final class Histograms {
  private static final EventId GET = new EventId("module", "module_get");
  private static final EventId PUT = new EventId("module", "module_put");
  private static final String KEYS = "hist:keys=name,common_pid.execname,ip.sym:size=4096";
  private static final Pattern DROPPED = Pattern.compile(" *Dropped: (\\d{1,18})");

  private final InstanceDirectory instance;

  Histograms(InstanceDirectory instance) {
    this.instance = instance;
  }

  /** Begins to count, leaving out what the filter does not let pass; nothing where it counts. */
  void begin(String filter) throws SyscallException {
    for (EventId event : List.of(GET, PUT)) {
      if (triggers(event).isEmpty()) {
        instance.event(event, "trigger").write(KEYS + (filter.isEmpty() ? "" : " if " + filter));
      }
    }
  }

  /** Whether this kernel can count at all, and does. */
  boolean exist() throws SyscallException {
    return isPossible() && !triggers(GET).isEmpty();
  }

  /** Without CONFIG_HIST_TRIGGERS there is no such file. */
  boolean isPossible() throws SyscallException {
    return instance.kernel().exists(instance.event(GET, "hist").path());
  }

  /** Begins anew from nothing. */
  void clear() throws SyscallException {
    for (EventId event : List.of(GET, PUT)) {
      for (String trigger : triggers(event)) {
        instance.event(event, "trigger").write("!" + trigger);
        instance.event(event, "trigger").write(trigger);
      }
    }
  }

  Balances read() throws SyscallException {
    List<HistEntry> gets = new ArrayList<>();
    List<HistEntry> puts = new ArrayList<>();
    long missing = read(GET, gets) + read(PUT, puts);
    return new Balances(gets, puts, missing);
  }

  /** Returns how many hits have no entry. */
  private long read(EventId event, List<HistEntry> entries) throws SyscallException {
    long missing = 0;
    for (String line : instance.event(event, "hist").lines()) {
      HistEntry entry = HistEntry.parse(line);
      Matcher dropped = DROPPED.matcher(line);
      if (entry != null) {
        entries.add(entry);
      } else if (dropped.matches()) {
        missing += Long.parseLong(dropped.group(1));
      } else if (line.startsWith("{")) {
        missing++;
      }
    }
    return missing;
  }

  private List<String> triggers(EventId event) throws SyscallException {
    try {
      return instance.event(event, "trigger").lines().stream()
          .filter(line -> line.startsWith("hist:"))
          .map(line -> line.replaceFirst(" \\[\\w+]$", ""))
          .toList();
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return List.of();
      }
      throw e;
    }
  }
}
