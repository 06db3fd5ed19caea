package modtrace.tracefs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Of modules alone: there is always room for all of them. */
  private static final String MODULES = "hist:keys=name:size=1024";

  /** Of tasks: on a machine that runs for long there are more than will ever fit. */
  private static final String TASKS = "hist:keys=name,common_pid.execname,ip.sym:size=4096";

  /** In the order that the kernel prints them in: what it counts meanwhile is in the second. */
  private static final List<String> BOTH = List.of(MODULES, TASKS);

  private static final Pattern MODULE =
      Pattern.compile("\\{ name: (\\S+) +\\} hitcount: +(\\d{1,18})");
  private static final Pattern DROPPED = Pattern.compile(" *Dropped: (\\d{1,18})");

  private final InstanceDirectory instance;

  Histograms(InstanceDirectory instance) {
    this.instance = instance;
  }

  /** Begins to count, leaving out what the filter does not let pass; nothing where it counts. */
  void begin(String filter) throws SyscallException {
    for (EventId event : List.of(GET, PUT)) {
      if (triggers(event).isEmpty()) {
        for (String keys : BOTH) {
          instance.event(event, "trigger").write(keys + (filter.isEmpty() ? "" : " if " + filter));
        }
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
    return new Balances(read(GET), read(PUT));
  }

  private Balances.Counts read(EventId event) throws SyscallException {
    return parse(instance.event(event, "hist").lines());
  }

  /** From the text of both histograms of an event. */
  static Balances.Counts parse(List<String> lines) {
    List<HistEntry> tasks = new ArrayList<>();
    Map<String, Long> modules = new HashMap<>();
    long dropped = 0;
    for (String line : lines) {
      HistEntry entry = HistEntry.parse(line);
      Matcher module = MODULE.matcher(line);
      Matcher drop = DROPPED.matcher(line);
      if (entry != null) {
        tasks.add(entry);
      } else if (module.matches()) {
        modules.put(module.group(1), Long.parseLong(module.group(2)));
      } else if (drop.matches()) {
        dropped += Long.parseLong(drop.group(1));
      }
    }
    return new Balances.Counts(tasks, modules, dropped);
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
