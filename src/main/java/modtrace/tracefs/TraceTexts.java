package modtrace.tracefs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/** What the kernel tells about the binary form of a trace; each char is a byte (ISO 8859-1). */
public final class TraceTexts {
  /** What stands in the directory of a system beside those of its events. */
  private static final Set<String> SWITCHES = Set.of("enable", "filter");

  private final InstanceDirectory instance;
  private final List<EventId> events;

  TraceTexts(InstanceDirectory instance, List<EventId> events) {
    this.instance = instance;
    this.events = events;
  }

  /** The layout of a sub-buffer. */
  public String headerPage() throws IOException {
    return instance.file("events/header_page").byteChars();
  }

  /** The layout of what stands before each event in it. */
  public String headerEvent() throws IOException {
    return instance.file("events/header_event").byteChars();
  }

  /** The formats of what tracers and options write, such as a kernel stack. */
  public List<String> ftraceFormats() throws IOException {
    List<String> formats = new ArrayList<>();
    for (String event : instance.kernel().list(instance.path() + "/events/ftrace")) {
      if (!SWITCHES.contains(event)) {
        formats.add(instance.file("events/ftrace/" + event + "/format").byteChars());
      }
    }
    return formats;
  }

  /** The formats of the events that are traced, for each system. */
  public SortedMap<String, List<String>> formats() throws IOException {
    SortedMap<String, List<String>> formats = new TreeMap<>();
    for (EventId event : events) {
      List<String> ofSystem = formats.computeIfAbsent(event.system(), name -> new ArrayList<>());
      ofSystem.add(instance.event(event, "format").byteChars());
    }
    return formats;
  }

  /** The format strings of trace_printk by their addresses. */
  public String printkFormats() throws IOException {
    return top("printk_formats").byteChars();
  }

  /** {@code pid comm} of the tasks that the kernel remembers, a line each. */
  public String savedCommandLines() throws IOException {
    return top("saved_cmdlines").byteChars();
  }

  /** All clocks, the one in use in brackets. */
  public String clocks() throws IOException {
    return instance.file("trace_clock").byteChars();
  }

  /** The account of each CPU's buffer, by the CPU's number. */
  public Map<Integer, String> statistics() throws IOException {
    Map<Integer, String> statistics = new HashMap<>();
    for (String cpu : instance.kernel().list(instance.path() + "/per_cpu")) {
      String text = instance.file("per_cpu/" + cpu + "/stats").byteChars();
      statistics.put(Integer.valueOf(cpu.substring("cpu".length())), text);
    }
    return statistics;
  }

  /**
   * Addresses of the kernel and its modules, and what is there; empty where it tells none. The
   * caller closes it.
   */
  public InputStream kallsyms() throws IOException {
    try {
      return proc("kallsyms").stream();
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
  }

  /** The loaded modules; empty where this kernel has none. */
  public String modules() throws IOException {
    return orEmpty(proc("modules"));
  }

  /** System, host and release of the kernel. */
  public String uname() throws IOException {
    List<String> words = new ArrayList<>();
    for (String name : List.of("ostype", "hostname", "osrelease")) {
      words.add(proc("sys/kernel/" + name).read().trim());
    }
    return String.join(" ", words);
  }

  private ControlFile proc(String name) {
    return new ControlFile(instance.kernel(), "/proc/" + name);
  }

  /** A file of the top level, which all instances share. */
  private ControlFile top(String name) {
    Kernel kernel = instance.kernel();
    String path = instance.path();
    return new ControlFile(kernel, path.substring(0, path.lastIndexOf("/instances/") + 1) + name);
  }

  private static String orEmpty(ControlFile file) throws SyscallException {
    try {
      return file.byteChars();
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return "";
      }
      throw e;
    }
  }
}
