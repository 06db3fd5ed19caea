package modtrace.tracefs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Errno;
import modtrace.sys.SyscallException;

/**
 * How the top level of tracefs, or an instance, is set.
 *
 * @param name the instance's; empty for the top level
 * @param clock the one in use
 * @param events those enabled, {@code system:event}
 * @param bufferKb of each CPU, in the kernel's words: {@code 7 (expanded: 1408)}, or X where they
 *     differ
 * @param losses what the ring has and has lost
 * @param owner whose it is
 */
public record TracerState(
    String name,
    boolean on,
    String tracer,
    String clock,
    List<String> events,
    String bufferKb,
    LossCounters losses,
    Owner owner) {
  /** Whose an instance is. */
  public enum Owner {
    OTHERS,
    RECORDER,
    /** Of a modtrace that runs. */
    RUNNING,
    /** Of a modtrace that was killed: {@code modtrace reset} removes it. */
    STALE
  }

  public TracerState {
    events = List.copyOf(events);
  }

  /** The top level, then the instances by name; one that goes away meanwhile is left out. */
  public static List<TracerState> all(Tracefs tracefs) throws IOException {
    try {
      List<TracerState> states = new ArrayList<>();
      states.add(of("", new InstanceDirectory(tracefs.kernel(), tracefs.root())));
      for (String name : tracefs.instances()) {
        try {
          states.add(of(name, tracefs.instanceDirectory(name)));
        } catch (SyscallException e) {
          if (!e.is(Errno.ENOENT) && !e.is(Errno.ENODEV)) {
            throw e;
          }
        }
      }
      return states;
    } catch (SyscallException e) {
      throw TracefsException.of(tracefs.kernel(), e);
    }
  }

  private static TracerState of(String name, InstanceDirectory directory) throws IOException {
    return new TracerState(
        name,
        directory.file("tracing_on").read().startsWith("1"),
        directory.file("current_tracer").read().trim(),
        chosen(directory.file("trace_clock").read()),
        directory.file("set_event").lines().stream().filter(line -> !line.isBlank()).toList(),
        directory.file("buffer_size_kb").read().trim(),
        LossCounters.of(directory),
        owner(name, directory));
  }

  /** "local [boot] tai": what stands in brackets. */
  private static String chosen(String clocks) {
    int open = clocks.indexOf('[');
    int close = clocks.indexOf(']');
    return open < 0 || close < open ? clocks.trim() : clocks.substring(open + 1, close);
  }

  private static Owner owner(String name, InstanceDirectory directory) {
    if (name.equals(FlightRecorder.NAME)) {
      return Owner.RECORDER;
    }
    return InstanceOwner.of(name)
        .map(owner -> owner.lives(directory.kernel()) ? Owner.RUNNING : Owner.STALE)
        .orElse(Owner.OTHERS);
  }
}
