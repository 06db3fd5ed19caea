package modtrace.tracefs;

import java.io.IOException;
import modtrace.sys.SyscallException;

/**
 * The tracing that all share, outside any instance: only what the user names is changed, and stays
 * so.
 */
public final class TopLevel {
  private final InstanceDirectory directory;

  TopLevel(InstanceDirectory directory) {
    this.directory = directory;
  }

  /**
   * A setting, before and after.
   *
   * @param name the control file, {@code tracing_on}
   */
  public record Change(String name, String from, String to) {
    public boolean isNone() {
      return from.equals(to);
    }
  }

  public Change tracingOn(boolean on) throws IOException {
    return change("tracing_on", on ? "1" : "0");
  }

  /** The kernel refuses one that it does not have. */
  public Change tracer(String name) throws IOException {
    return change("current_tracer", name);
  }

  private Change change(String name, String to) throws IOException {
    try {
      ControlFile file = directory.file(name);
      String from = file.read().trim();
      if (!from.equals(to)) {
        file.write(to);
      }
      return new Change(name, from, file.read().trim());
    } catch (SyscallException e) {
      throw TracefsException.of(directory.kernel(), e);
    }
  }

  /** Empties the buffer: from how many events to none. */
  public Change clear() throws IOException {
    try {
      long entries = LossCounters.of(directory).entries();
      directory.file("trace").truncate();
      return new Change("trace", entries + (entries == 1 ? " event" : " events"), "0");
    } catch (SyscallException e) {
      throw TracefsException.of(directory.kernel(), e);
    }
  }
}
