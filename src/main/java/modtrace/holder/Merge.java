package modtrace.holder;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace that just ran, and the running system: the trace tells who took references and when, the
 * system who has them now.
 */
public final class Merge {
  private Merge() {}

  /**
   * The answer out of both.
   *
   * @param traced what the trace saw taken by tasks that still run
   * @param live of the same module, by the same use count
   */
  public static Answer of(Answer traced, Answer live) {
    List<Holder> holders = new ArrayList<>();
    List<Holder> unmatched = new ArrayList<>(traced.holders());
    for (Holder holder : live.holders()) {
      Holder before = match(holder, unmatched);
      unmatched.remove(before);
      holders.add(before == null ? holder : joined(holder, before));
    }
    List<Holder> possible = new ArrayList<>(traced.possible());
    possible.addAll(live.possible());
    List<String> caveats = new ArrayList<>(traced.caveats());
    int left = live.unexplained();
    for (Holder holder : unmatched) {
      if (holder.references() <= left) {
        left -= holder.references();
        holders.add(holder);
      } else if (holder.kind() == Kind.PROCESS && live.unexplained() == 0) {
        caveats.add(passedOn(holder));
      } else {
        possible.add(holder.atLeast(0));
      }
    }
    if (left > 0) {
      caveats.addAll(live.caveats());
    }
    int prior = Math.min(traced.prior(), left);
    return new Answer(
        traced.module(),
        Answer.Source.LIVE_AND_TRACE,
        live.useCount(),
        live.useCount() - left,
        prior,
        left - prior,
        holders,
        left == 0 ? List.of() : possible,
        traced.tasks(),
        traced.tasksLeftOut(),
        traced.lostEvents(),
        traced.gaps(),
        live.state(),
        left == 0 ? List.of() : live.likely(),
        caveats,
        live.host(),
        List.of());
  }

  /** The one of them that is the same as a holder; null for none. */
  private static @Nullable Holder match(Holder holder, List<Holder> among) {
    for (Holder other : among) {
      boolean same =
          holder.kind() == Kind.PROCESS
              ? holder.pid() == other.pid()
              : holder.name().equals(other.name()) || other.name().isEmpty();
      if (same && holder.kind() == other.kind()) {
        return other;
      }
    }
    return null;
  }

  /** What the system shows, with what the trace saw of its taking. */
  static Holder joined(Holder now, Holder taken) {
    List<String> evidence = new ArrayList<>(taken.evidence());
    evidence.addAll(now.evidence());
    return new Holder(
        now.kind(),
        now.name(),
        now.pid(),
        now.references(),
        now.most(),
        taken.gets(),
        taken.puts(),
        taken.callSites(),
        taken.meanings(),
        taken.since(),
        evidence,
        taken.acquirer(),
        taken.initialising(),
        taken.stacks(),
        now.present(),
        now.release());
  }

  private static String passedOn(Holder holder) {
    return holder.name()
        + " ("
        + holder.pid()
        + ") took "
        + (holder.references() == 1 ? "1 reference" : holder.references() + " references")
        + " at "
        + holder.callSites().get(0).function()
        + " and has passed it on";
  }
}
