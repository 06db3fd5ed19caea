package modtrace.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import modtrace.sys.Kernel;
import modtrace.sys.Signals;
import modtrace.tracefs.EventCatalog;
import modtrace.tracefs.LossCounters;
import modtrace.tracefs.PageSink;
import modtrace.tracefs.RawPipes;
import modtrace.tracefs.StaleInstances;
import modtrace.tracefs.TraceInstance;
import modtrace.tracefs.TraceRequest;
import modtrace.tracefs.TraceTexts;
import modtrace.tracefs.Tracefs;
import modtrace.tracefs.TracefsException;
import org.jspecify.annotations.Nullable;

/**
 * One live trace from start to end: it ends after a time, with a command, or with ^C, and always
 * leaves tracefs as it was.
 *
 * <p>The first signal ends the tracing, and what was traced is still read and told; the second ends
 * everything at once.
 */
final class LiveTrace implements RawTrace, Closeable {
  private static final int TICK_MILLIS = 250;
  private static final int SIGINT = 2;

  /** What to trace, once it is known which events this kernel has. */
  interface Plan {
    TraceRequest request(EventCatalog events) throws TracefsException;
  }

  private final TraceInstance instance;
  private final Talk talk;
  private final Progress progress;
  private final @Nullable ChildCommand command;
  private long started = System.nanoTime();
  private final long deadline;
  private boolean over;
  private volatile boolean interrupted;
  private volatile Runnable beforeAbort = () -> {};

  private LiveTrace(
      TraceInstance instance,
      Talk talk,
      Progress progress,
      @Nullable Duration duration,
      @Nullable ChildCommand command) {
    this.instance = instance;
    this.talk = talk;
    this.progress = progress;
    this.command = command;
    this.deadline = duration == null ? Long.MAX_VALUE : duration.toNanos();
  }

  /**
   * Starts tracing.
   *
   * @throws Failure when the kernel refuses
   */
  static LiveTrace start(
      Kernel kernel,
      Plan plan,
      Talk talk,
      Progress progress,
      @Nullable Duration duration,
      @Nullable ChildCommand command) {
    try {
      Tracefs tracefs = Tracefs.find(kernel, talk::detail);
      StaleInstances.reap(tracefs).forEach(talk::detail);
      TraceInstance instance = tracefs.instance(plan.request(tracefs.events()));
      var trace = new LiveTrace(instance, talk, progress, duration, command);
      Signals.handle(trace::signal, "INT", "TERM", "HUP");
      instance.start();
      trace.started = System.nanoTime();
      talk.detail("tracing in " + instance.path());
      return trace;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  static Failure failure(IOException e) {
    return new Failure(ExitCode.CANNOT_TELL, String.valueOf(e.getMessage()), e);
  }

  /** Starts the command, if there is one; its end is the trace's end. */
  void startCommand() {
    if (command != null) {
      command.start(this::end);
    }
  }

  /** Starts the command as well. */
  @Override
  public void capture(PageSink sink, IdleAction idle) throws IOException {
    var threads = new RawThreads(instance.rawPipes().readers(), sink, this::end);
    threads.start();
    instance.begin();
    started = System.nanoTime();
    startCommand();
    while (!threads.await(untilTick())) {
      try {
        idle.run();
      } catch (IOException e) {
        threads.fail(e);
      }
      progress.show();
    }
    threads.rethrow();
  }

  @Override
  public RawPipes rawPipes() {
    return instance.rawPipes();
  }

  @Override
  public TraceTexts texts() {
    return instance.texts();
  }

  /** The trace's text; {@code idle} runs whenever there is nothing to read. */
  InputStream stream(Runnable idle) {
    return new PipeStream(
        instance.pipe(),
        () -> {
          idle.run();
          progress.show();
          return untilTick();
        },
        this::endInTime);
  }

  private void endInTime() throws IOException {
    if (!over && elapsedNanos() >= deadline) {
      over = true;
      instance.stop();
    }
  }

  /** How many milliseconds may pass until there is something to do; ends the trace in time. */
  private int untilTick() throws IOException {
    endInTime();
    long left = deadline - elapsedNanos();
    return (int) Math.max(1, Math.min(TICK_MILLIS, left / 1_000_000 + 1));
  }

  @Override
  public LossCounters losses() throws IOException {
    return instance.losses();
  }

  /** Says so where somebody else changed the trace while it ran; whether that is so. */
  boolean tellDisturbance() {
    String what = instance.disturbance();
    if (!what.isEmpty()) {
      talk.warn(what + " in " + instance.path() + ": events are missing, and not counted as lost");
    }
    return !what.isEmpty();
  }

  private long elapsedNanos() {
    return System.nanoTime() - started;
  }

  /** What must not be left undone when a second signal ends everything at once. */
  void beforeAbort(Runnable action) {
    beforeAbort = action;
  }

  /** Ends the tracing; what was traced is still to be read. Any thread may do so. */
  void end() {
    try {
      instance.stop();
    } catch (IOException e) {
      talk.error(String.valueOf(e.getMessage()));
    }
  }

  private void signal(String name) {
    if (interrupted) {
      abort();
    }
    interrupted = true;
    if (command != null && !name.equals("INT")) {
      command.terminate(); // ^C reaches it by itself
    }
    end();
  }

  private void abort() {
    beforeAbort.run();
    if (command != null) {
      command.terminate();
    }
    try {
      instance.close();
    } catch (IOException e) {
      talk.error(String.valueOf(e.getMessage()));
    } finally {
      Runtime.getRuntime().halt(128 + SIGINT);
    }
  }

  @Override
  public void close() throws IOException {
    progress.end();
    instance.close();
  }
}
