package modtrace.tracefs;

import java.util.Map;
import java.util.TreeMap;
import modtrace.sys.Errno;
import modtrace.sys.SyscallException;

/**
 * The options of an instance that shape its text or its end, all set, for a new instance takes over
 * what the user set at the top level (kernel/trace/trace.h, TRACE_FLAGS).
 */
final class TraceOptions {
  private static final Map<String, Boolean> WANTED =
      Map.ofEntries(
          Map.entry("annotate", true),
          Map.entry("bin", false),
          Map.entry("block", false),
          Map.entry("context-info", true),
          Map.entry("copy_trace_marker", false),
          Map.entry("disable_on_free", true),
          Map.entry("event-fork", false),
          Map.entry("fields", false),
          Map.entry("hex", false),
          Map.entry("irq-info", true),
          Map.entry("latency-format", false),
          Map.entry("overwrite", true),
          Map.entry("pause-on-trace", false),
          Map.entry("raw", false),
          Map.entry("record-tgid", false),
          Map.entry("sym-addr", false),
          Map.entry("sym-offset", false),
          Map.entry("sym-userobj", false),
          Map.entry("userstacktrace", false),
          Map.entry("verbose", false));

  private TraceOptions() {}

  /** Sets them all, with or without the kernel's stack after each event. */
  static void set(InstanceDirectory instance, boolean stacks) throws SyscallException {
    Map<String, Boolean> options = new TreeMap<>(WANTED);
    options.put("stacktrace", stacks);
    for (Map.Entry<String, Boolean> option : options.entrySet()) {
      set(instance, option.getKey(), option.getValue());
    }
  }

  /** An option that this kernel does not have cannot be on. */
  private static void set(InstanceDirectory instance, String option, boolean on)
      throws SyscallException {
    try {
      instance.file("options/" + option).write(on ? "1" : "0");
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }
}
