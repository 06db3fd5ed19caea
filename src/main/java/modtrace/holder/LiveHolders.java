package modtrace.holder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import modtrace.event.Task;
import modtrace.proc.ProcTask;
import modtrace.proc.SysModule;
import org.jspecify.annotations.Nullable;

/** Holds the holders that a live trace found against the system as it is at the end of it. */
public final class LiveHolders {
  private final TaskWatch tasks;
  private final ProcessDetails details;
  private final Answer.@Nullable Host host;

  public LiveHolders(TaskWatch tasks, ProcessDetails details, Answer.@Nullable Host host) {
    this.tasks = tasks;
    this.details = details;
    this.host = host;
  }

  /**
   * The answer as it stands now: a process that has exited holds nothing, so somebody else has what
   * it took; dependants from before the trace explain prior references.
   */
  public Answer confirm(Answer traced, SysModule facts) throws IOException {
    List<String> caveats = new ArrayList<>(traced.caveats());
    List<Holder> holders = new ArrayList<>();
    for (Holder holder : traced.holders()) {
      Holder confirmed = confirm(holder, caveats);
      if (confirmed != null) {
        holders.add(confirmed);
      }
    }
    List<Holder> dependants = SystemHolders.untracedDependants(traced, facts);
    holders.addAll(dependants);
    int explained = holders.stream().mapToInt(Holder::references).sum();
    int prior = traced.prior() - dependants.size();
    return new Answer(
        traced.module(),
        Answer.Source.LIVE_AND_TRACE,
        traced.useCount(),
        explained,
        prior,
        traced.useCount() - explained - prior,
        holders,
        stillPossible(traced.possible()),
        traced.tasks(),
        traced.tasksLeftOut(),
        traced.lostEvents(),
        traced.gaps(),
        traced.state(),
        traced.likely(),
        caveats,
        host,
        List.of());
  }

  private @Nullable Holder confirm(Holder holder, List<String> caveats) throws IOException {
    if (holder.kind() == Kind.MODULE) {
      return holder.running(holder.name(), holder.evidence(), null, "modprobe -r " + holder.name());
    }
    if (holder.kind() != Kind.PROCESS) {
      return holder;
    }
    ProcTask process = tasks.stillRunning(holder.pid());
    if (process == null) {
      caveats.add(
          holder.name()
              + " ("
              + holder.pid()
              + ") took "
              + count(holder.references())
              + " at "
              + holder.callSites().get(0).function()
              + " and has exited: somebody else has it now, by inheritance or passed on");
      return null;
    }
    if (process.kernelThread()) {
      return holder.as(
          Kind.KERNEL, holder.evidence(), new Holder.Acquirer(holder.pid(), process.comm()));
    }
    return holder.running(
        process.comm(),
        evidence(holder, process.comm()),
        details.of(process),
        details.release(process));
  }

  private List<Holder> stillPossible(List<Holder> holders) throws IOException {
    List<Holder> running = new ArrayList<>();
    for (Holder holder : holders) {
      if (holder.kind() != Kind.PROCESS || tasks.stillRunning(holder.pid()) != null) {
        running.add(holder);
      }
    }
    return running;
  }

  private List<String> evidence(Holder holder, String comm) {
    List<String> evidence = new ArrayList<>(holder.evidence());
    String tracedAs = tasks.tracedAs(holder.pid());
    if (tracedAs != null && !tracedAs.equals(comm) && !tracedAs.equals(Task.UNKNOWN_COMM)) {
      evidence.add("traced as " + tracedAs);
    }
    evidence.add("still running");
    return evidence;
  }

  private static String count(int references) {
    return references == 1 ? "1 reference" : references + " references";
  }
}
