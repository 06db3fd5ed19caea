package modtrace.holder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import modtrace.event.Task;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a live trace, looked up in /proc at once: the name that a trace prints is the one
 * last saved, before an exec or after an exit, and it does not tell the process of a thread. One
 * thread identifies tasks; others may ask meanwhile.
 */
public final class TaskWatch {
  private final Path proc;
  private final Map<Integer, ProcTask> processes = new ConcurrentHashMap<>();
  private final Map<Integer, String> tracedAs = new ConcurrentHashMap<>();

  public TaskWatch(Path proc) {
    this.proc = proc;
  }

  /**
   * The task of an event that has just come, with its process and present name; as traced where it
   * has gone already.
   */
  public Task identify(Task traced) throws IOException {
    ProcTask task = ProcTask.read(proc, traced.pid());
    if (task == null) {
      return traced;
    }
    ProcTask process = task.tgid() == task.pid() ? task : ProcTask.read(proc, task.tgid());
    if (process != null) {
      remember(process, traced.comm());
    }
    return new Task(traced.pid(), task.tgid(), task.comm());
  }

  private void remember(ProcTask process, String comm) {
    ProcTask known = processes.get(process.pid());
    if (known == null || known.startTime() != process.startTime()) {
      processes.put(process.pid(), process);
      tracedAs.put(process.pid(), comm);
    }
  }

  /** The name that the trace first had for the process; null for one that was not met. */
  @Nullable String tracedAs(int pid) {
    return tracedAs.get(pid);
  }

  /**
   * The process as it is now; null when the one that was traced has exited, whoever has its pid
   * today.
   */
  @Nullable ProcTask stillRunning(int pid) throws IOException {
    ProcTask then = processes.get(pid);
    ProcTask now = ProcTask.read(proc, pid);
    if (then == null || now == null || then.startTime() != now.startTime()) {
      return null;
    }
    return now.zombie() && !hasThreads(pid) ? null : now;
  }

  /** A leader that has exited stays a zombie while its threads, with their open files, live on. */
  private boolean hasThreads(int pid) throws IOException {
    try (Stream<Path> threads = Files.list(proc.resolve(pid + "/task"))) {
      return threads.count() > 1;
    }
  }
}
