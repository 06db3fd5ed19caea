package modtrace.holder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.event.Clock;
import modtrace.event.Origin;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/**
 * A recording that ended some time ago, and the running system: the recording tells who took
 * references and when, only the system who has them now. Nothing is known of the time between.
 */
public final class Hindsight {
  private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100 on all machines with a JVM

  private final Path proc;

  public Hindsight(Path proc) {
    this.proc = proc;
  }

  /**
   * The live answer, told when and where its holders took what they have.
   *
   * @param recorded of the same module, as the recording left it
   */
  public Answer of(Answer recorded, Answer live) throws IOException {
    List<Taker> takers = new ArrayList<>();
    for (Holder holder : recorded.holders()) {
      takers.add(taker(holder));
    }
    List<Holder> holders = new ArrayList<>();
    for (Holder holder : live.holders()) {
      Taker taker = match(holder, takers);
      takers.remove(taker);
      holders.add(taker == null ? holder : Merge.joined(holder, taker.holder));
    }
    List<Holder> possible = new ArrayList<>(live.possible());
    List<String> caveats = new ArrayList<>(live.caveats());
    for (Taker taker : takers) {
      if (taker.isProcess() && (live.unexplained() == 0 || taker.process == 0)) {
        caveats.add(taker.notShown());
      } else if (live.unexplained() > 0) {
        possible.add(taker.holder.atLeast(0));
      }
    }
    return live.after(recorded, holders, possible, caveats);
  }

  /**
   * What the recording saw taken.
   *
   * @param process that took it; 0 where it has exited, or is not known
   */
  private record Taker(Holder holder, int process) {
    boolean isProcess() {
      return holder.kind() == Kind.PROCESS;
    }

    /** An open block device is no process's to a trace; the system shows whose it is. */
    boolean has(Holder now) {
      return now.kind() == Kind.PROCESS
          ? process == now.pid()
          : holder.kind() == now.kind()
              && (holder.name().isEmpty() || holder.name().equals(now.name()));
    }

    String notShown() {
      int references = holder.references();
      String took =
          "took "
              + (references == 1 ? "1 reference" : references + " references")
              + " at "
              + holder.callSites().get(0).function();
      return process == 0
          ? holder.name() + " " + took + " and has exited"
          : holder.name() + " (" + process + ") " + took + " and does not have it now";
    }
  }

  private static @Nullable Taker match(Holder now, List<Taker> takers) {
    return takers.stream().filter(taker -> taker.has(now)).findFirst().orElse(null);
  }

  private Taker taker(Holder holder) throws IOException {
    Holder.Acquirer acquirer = holder.acquirer();
    if (holder.kind() == Kind.PROCESS) {
      return new Taker(holder, process(holder.pid(), holder.since()));
    }
    return new Taker(holder, acquirer == null ? 0 : process(acquirer.pid(), holder.since()));
  }

  /** The process that a traced task is a thread of; 0 where it has exited. */
  private int process(int task, @Nullable Origin since) throws IOException {
    ProcTask now = ProcTask.read(proc, task);
    return now == null || isYounger(now, since) ? 0 : now.tgid();
  }

  /** Whether the task began after the event: then it only has the pid of the one that did it. */
  private static boolean isYounger(ProcTask task, @Nullable Origin since) {
    return since == null
        || since.clock() != Clock.NANOSECONDS
        || task.startTime() * TICK_NANOS > since.time() + TICK_NANOS;
  }
}
