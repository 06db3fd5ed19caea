package modtrace.tracefs;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import modtrace.sys.Errno;
import modtrace.sys.Kernel;
import modtrace.sys.OpenFlag;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * A trace of our own, beside all others: its buffer, events, filters, clock and options are in a
 * directory of its own, and closed means gone. {@link #stop} and {@link #close} may be called by
 * any thread at any time, a signal's too. Where nobody can close it (kill -9) the kernel ends the
 * tracing and shrinks the buffer, because {@code free_buffer} is held open; the next run removes
 * the rest.
 */
public final class TraceInstance implements Closeable {
  /**
   * How full a buffer wakes its raw reader: early enough to keep up, late enough to be worth it.
   */
  private static final String WAKE_PERCENT = "5";

  private final Kernel kernel;
  private final InstanceDirectory directory;
  private final TraceRequest request;
  private final UndoLog undo = new UndoLog();
  private volatile @Nullable TracePipe pipe;
  private volatile @Nullable RawPipes rawPipes;
  private volatile boolean created;
  private volatile boolean begun;
  private volatile String disturbance = "";
  private volatile boolean stopped;
  private volatile boolean closed;

  TraceInstance(Kernel kernel, InstanceDirectory directory, TraceRequest request) {
    this.kernel = kernel;
    this.directory = directory;
    this.request = request;
  }

  /** Its name under {@code instances}. */
  public String name() {
    return directory.name();
  }

  /** Its directory, for the raw buffers. */
  public String path() {
    return directory.path();
  }

  /**
   * Creates it and starts tracing; what fails midway leaves nothing behind.
   *
   * @throws TracefsException when the kernel refuses
   */
  public void start() throws IOException {
    try {
      undo.change(this::remove, this::create);
    } catch (SyscallException e) {
      TracefsException told = TracefsException.of(kernel, e);
      closeAfter(told);
      throw told;
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    if (stopped) {
      stop();
    }
  }

  /**
   * Begins the tracing of a request for raw buffers, once there is a thread for each reader; of any
   * other it began with {@link #start}.
   */
  public void begin() throws IOException {
    directory.tracingOn(true);
    begun = true;
    if (stopped) {
      stop();
    }
  }

  /** The events' text; only after {@link #start}. */
  public TracePipe pipe() {
    return Objects.requireNonNull(pipe, "not started");
  }

  /** The events as the ring buffers have them; only of a request for that. */
  public RawPipes rawPipes() {
    return Objects.requireNonNull(rawPipes, "not started, or traced as text");
  }

  /** What a reader of the raw buffers has to know of this kernel. */
  public TraceTexts texts() {
    return new TraceTexts(directory, request.events());
  }

  /** Ends the tracing; what was traced can still be read, and then the pipe ends. */
  public void stop() throws IOException {
    boolean first = !stopped;
    stopped = true;
    TracePipe text = pipe;
    RawPipes raw = rawPipes;
    if (text != null || raw != null) {
      try {
        if (!closed) {
          if (first && begun) {
            disturbance = Disturbance.of(directory, request);
          }
          directory.tracingOn(false);
        }
      } finally {
        stop(text, raw);
      }
    }
  }

  private static void stop(@Nullable TracePipe text, @Nullable RawPipes raw)
      throws SyscallException {
    if (text != null) {
      text.stop();
    }
    if (raw != null) {
      raw.stop();
    }
  }

  /**
   * What somebody else did to it, so that events are missing that nobody counts; empty where
   * nothing. Known after {@link #stop}.
   */
  public String disturbance() {
    return disturbance;
  }

  /** What the ring buffer lost so far; the same after {@link #stop}, until it is closed. */
  public LossCounters losses() throws IOException {
    return LossCounters.of(directory);
  }

  /** Removes it, with everything of it that is open; again is harmless. */
  @Override
  public void close() throws IOException {
    closed = true;
    undo.close();
  }

  /** All under the undo log's lock: a signal finds nothing or a whole instance. */
  private void create() throws IOException {
    directory.create();
    created = true;
    directory.file("buffer_size_kb").write(Integer.toString(request.bufferKb()));
    directory.tracingOn(false);
    TraceOptions.set(directory, request.stacks());
    directory.file("trace_clock").write(request.clock());
    undo.open(() -> kernel.open(directory.path() + "/free_buffer", OpenFlag.WRITE));
    enableEvents();
    openReader();
    if (request.rawReaders() == 0) {
      directory.tracingOn(true);
      begun = true;
    }
  }

  private void openReader() throws IOException {
    if (request.rawReaders() > 0) {
      setBufferPercent();
      rawPipes = undo.open(() -> RawPipes.open(directory, request.rawReaders()));
    } else {
      pipe = undo.open(() -> TracePipe.open(kernel, directory.path() + "/trace_pipe"));
    }
  }

  /** Kernels before 5.0 have no such file, and wake a reader at the first event. */
  private void setBufferPercent() throws SyscallException {
    try {
      directory.file("buffer_percent").write(WAKE_PERCENT);
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  /** An instance of this name that is not ours is left alone. */
  private void remove() throws SyscallException {
    if (created) {
      directory.remove();
    }
  }

  private void enableEvents() throws IOException {
    for (EventId event : request.events()) {
      String filter = request.filters().get(event);
      if (filter != null) {
        filter(event, filter);
      }
    }
    for (EventId event : request.events()) {
      directory.event(event, "enable").write("1");
    }
  }

  private void filter(EventId event, String filter) throws IOException {
    try {
      directory.event(event, "filter").write(filter);
    } catch (SyscallException e) {
      throw e.is(Errno.EINVAL) ? FilterError.of(directory, event, filter, e) : e;
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
