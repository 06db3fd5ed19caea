package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import modtrace.sys.SyscallException;

/**
 * The recorder's ring while it is emptied. What is recorded meanwhile is handed out too, or stays;
 * closed, a mark says that what was before is elsewhere.
 */
public final class RecorderRing implements Closeable {
  private final InstanceDirectory directory;
  private final RawPipes pipes;
  private final List<EventId> events;

  private RecorderRing(InstanceDirectory directory, RawPipes pipes, List<EventId> events) {
    this.directory = directory;
    this.pipes = pipes;
    this.events = events;
  }

  static RecorderRing open(InstanceDirectory directory) throws IOException {
    List<EventId> events =
        directory.file("set_event").lines().stream()
            .filter(line -> line.indexOf(':') > 0)
            .map(EventId::parse)
            .toList();
    RawPipes pipes = RawPipes.open(directory, 1);
    pipes.stop();
    return new RecorderRing(directory, pipes, events);
  }

  /** What there is, each of whose readers ends with the last event. */
  public RawPipes pipes() {
    return pipes;
  }

  /** What a reader of the raw buffers has to know of this kernel. */
  public TraceTexts texts() {
    return new TraceTexts(directory, events);
  }

  /** What the ring has and has lost. */
  public LossCounters losses() throws IOException {
    return LossCounters.of(directory);
  }

  @Override
  public void close() throws IOException {
    pipes.close();
    try {
      if (directory.file("tracing_on").read().startsWith("1")) {
        FlightRecorder.mark(directory);
      }
    } catch (SyscallException e) {
      throw TracefsException.of(directory.kernel(), e);
    }
  }
}
