package modtrace.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import modtrace.holder.Answer;
import modtrace.proc.SysModule;
import org.jspecify.annotations.Nullable;

/**
 * What the running system tells of held modules, looked at again and again in a thread of its own:
 * it takes longer than a screen may wait. At most a tenth of the time goes into it.
 */
final class SystemLooks implements Closeable {
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LATER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int SHARE = 10;
  private static final long PATIENCE_MILLIS = 2000;

  private final Path root;
  private final List<String> modules;
  private final Map<String, Answer> latest = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "look");
  private boolean wanted;
  private volatile boolean closed;
  private volatile @Nullable Throwable defect;

  SystemLooks(Path root, List<String> modules) {
    this.root = root;
    this.modules = modules;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something has happened: the next look comes sooner. */
  synchronized void want() {
    wanted = true;
    notifyAll();
  }

  /** The last answer; null where the module was not held, or could not be looked at. */
  @Nullable Answer of(String module) {
    return latest.get(module);
  }

  private void run() {
    try {
      while (!closed) {
        long begun = System.nanoTime();
        look();
        await(System.nanoTime(), SHARE * (System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      defect = e;
    }
  }

  private void look() {
    var system = new RunningSystem(root);
    for (String module : modules) {
      if (closed) {
        return;
      }
      Answer answer = answer(system, module);
      if (answer == null) {
        latest.remove(module);
      } else {
        latest.put(module, answer);
      }
    }
  }

  /** What cannot be read is told with the account at the end. */
  private static @Nullable Answer answer(RunningSystem system, String module) {
    try {
      SysModule facts = system.facts(module);
      return facts.useCount().orElse(0) > 0 ? system.answer(module, facts) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private synchronized void await(long from, long pause) throws InterruptedException {
    long left;
    do {
      long wait = Math.max(pause, wanted ? SOON_NANOS : LATER_NANOS);
      left = from + wait - System.nanoTime();
      if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } while (left > 0 && !closed);
    wanted = false;
  }

  /** Ends the looking, waiting a little for a look that is under way. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (defect != null) {
      throw new IllegalStateException(defect);
    }
  }
}
