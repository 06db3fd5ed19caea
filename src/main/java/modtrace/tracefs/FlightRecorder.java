package modtrace.tracefs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.SyscallException;

/**
 * The instance {@code modtrace}, which records module events into a small ring for as long as the
 * machine runs. No process of ours reads it or need run: the latest events stay in it, and the
 * kernel's histograms keep the balance of all.
 *
 * <p>Every refusal is a {@link TracefsException}.
 */
public final class FlightRecorder {
  public static final String NAME = "modtrace";

  /** Written beside the events where it was stopped or emptied: what was before is not known. */
  static final String GAP = "modtrace: nothing is recorded of a time before this";

  /** Stamps that compare with the start times of processes, over a suspended night too. */
  private static final String CLOCK = "boot";

  private final Kernel kernel;
  private final InstanceDirectory directory;

  FlightRecorder(Kernel kernel, InstanceDirectory directory) {
    this.kernel = kernel;
    this.directory = directory;
  }

  /** Something to do that the kernel may refuse. */
  private interface Step<T> {
    T take() throws IOException;
  }

  /** The same, of which nothing comes back. */
  private interface Change {
    void make() throws IOException;
  }

  private void change(Change change) throws IOException {
    try {
      change.make();
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  private <T> T told(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (SyscallException e) {
      throw TracefsException.of(kernel, e);
    }
  }

  public boolean exists() throws IOException {
    return told(() -> kernel.exists(directory.path()));
  }

  /** Where it is in tracefs. */
  public String path() {
    return directory.path();
  }

  /** Whether an earlier arming was completed, by us or by the kernel when it booted. */
  public boolean isArmed() throws IOException {
    return told(() -> directory.file("events/module/module_get/enable").read().startsWith("1"));
  }

  /** Which gets it records, in the words of an event filter; "none" for all. */
  public String filter() throws IOException {
    return told(() -> directory.file("events/module/module_get/filter").read().trim());
  }

  /** Makes it and records; what fails midway leaves nothing behind. */
  public void arm(RecorderPlan plan) throws IOException {
    change(
        () -> {
          directory.create();
          try {
            set(plan);
          } catch (IOException | RuntimeException e) {
            directory.remove();
            throw e;
          }
        });
  }

  /** Completes one that the kernel made when it booted, or whose arming was cut short. */
  public void adopt(RecorderPlan plan) throws IOException {
    change(
        () -> {
          if (isArmed()) {
            filter(plan);
            count(plan);
          } else {
            set(plan);
          }
        });
  }

  private void set(RecorderPlan plan) throws IOException {
    directory.file("buffer_size_kb").write(Integer.toString(plan.bufferKb()));
    directory.tracingOn(false);
    TraceOptions.set(directory, plan.stacks());
    directory.file("trace_clock").write(CLOCK);
    filter(plan);
    count(plan);
    for (EventId event : plan.events()) {
      directory.event(event, "enable").write("1");
    }
    directory.tracingOn(true);
  }

  private void filter(RecorderPlan plan) throws IOException {
    for (Map.Entry<EventId, String> filter : plan.filters().entrySet()) {
      try {
        directory.event(filter.getKey(), "filter").write(filter.getValue());
      } catch (SyscallException e) {
        throw e.is(Errno.EINVAL)
            ? FilterError.of(directory, filter.getKey(), filter.getValue(), e)
            : e;
      }
    }
  }

  private void count(RecorderPlan plan) throws SyscallException {
    var histograms = new Histograms(directory);
    if (histograms.isPossible()) {
      histograms.begin(plan.chatter().filter());
    }
  }

  public boolean isOn() throws IOException {
    return told(() -> directory.file("tracing_on").read().startsWith("1"));
  }

  /** Records on; the time since {@link #stop} stays a gap. */
  public void resume() throws IOException {
    change(
        () -> {
          directory.tracingOn(true);
          mark(directory);
        });
  }

  /** Records nothing more into the ring; the balances go on. */
  public void stop() throws IOException {
    change(
        () -> {
          mark(directory);
          directory.tracingOn(false);
        });
  }

  /** Tells in the ring itself that from here on some is missing. */
  static void mark(InstanceDirectory directory) throws SyscallException {
    directory.file("trace_marker").write(GAP + "\n");
  }

  /** Begins to take out what is in the ring. */
  public RecorderRing ring() throws IOException {
    return told(() -> RecorderRing.open(directory));
  }

  /** Forgets what was recorded and counted. */
  public void clear() throws IOException {
    change(
        () -> {
          directory.file("trace").truncate();
          new Histograms(directory).clear();
        });
  }

  public void setBufferKb(int kb) throws IOException {
    change(
        () -> {
          directory.file("buffer_size_kb").write(Integer.toString(kb));
        });
  }

  /** It is gone, with all that it recorded; where the kernel refuses that it goes on. */
  public void remove() throws IOException {
    boolean on = isOn();
    change(
        () -> {
          try {
            directory.remove();
          } catch (SyscallException e) {
            directory.tracingOn(on);
            throw e;
          }
        });
  }

  /** What is in the ring, as text, with the header of a {@code trace} file; it stays there. */
  public InputStream history() throws IOException {
    return told(() -> directory.file("trace").stream());
  }

  /** The balances; empty where this kernel does not count, or was not told to. */
  public Optional<Balances> balances() throws IOException {
    return told(
        () -> {
          var histograms = new Histograms(directory);
          return histograms.exist() ? Optional.of(histograms.read()) : Optional.empty();
        });
  }

  /** From when on no event is missing in the ring, in nanoseconds of its clock; 0 for all. */
  public long completeFrom() throws IOException {
    return told(() -> RingStart.of(directory));
  }
}
