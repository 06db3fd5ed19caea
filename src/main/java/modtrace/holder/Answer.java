package modtrace.holder;

import java.util.List;
import modtrace.ledger.TaskAccount;
import org.jspecify.annotations.Nullable;

/**
 * Who holds one module: {@code explained + prior + unexplained = useCount}.
 *
 * @param useCount as lsmod shows it
 * @param explained references that have a holder with evidence
 * @param prior references from before the trace began
 * @param unexplained the rest
 * @param holders those that surely hold something
 * @param possible those that may hold something: puts are missing, and which of the references they
 *     ended is not known
 * @param tasks the plain account of gets and puts
 * @param tasksLeftOut how many more there were, who all gave back as many as they took
 * @param lostEvents how many events the trace lost, at the least
 * @param gaps how often the module's counts did not follow each other
 * @param state of the module, as far as it bears on the question
 * @param likely what the unexplained references are most likely held by, as this module goes; no
 *     evidence
 * @param balances of tasks, as the kernel counts them for the recorder; empty without one
 * @param caveats why this is only a part of the truth, one line each; empty for a full answer
 */
public record Answer(
    String module,
    Source source,
    int useCount,
    int explained,
    int prior,
    int unexplained,
    List<Holder> holders,
    List<Holder> possible,
    List<TaskAccount> tasks,
    long tasksLeftOut,
    long lostEvents,
    int gaps,
    State state,
    List<String> likely,
    List<String> caveats,
    @Nullable Host host,
    List<Balance> balances) {

  /** Where an answer comes from. */
  public enum Source {
    TRACE("trace"),
    LIVE("live"),
    LIVE_AND_TRACE("live+trace");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    /** The word of the JSON output. */
    public String word() {
      return word;
    }
  }

  /** Where the module is in its life; permanent is one that nothing can ever unload. */
  public enum State {
    LOADED,
    COMING,
    PERMANENT,
    UNLOADED
  }

  /** The machine that the answer is about. */
  public record Host(String name, String kernel) {}

  public Answer {
    holders = List.copyOf(holders);
    possible = List.copyOf(possible);
    tasks = List.copyOf(tasks);
    likely = List.copyOf(likely);
    caveats = List.copyOf(caveats);
    balances = List.copyOf(balances);
    if (explained + prior + unexplained != useCount) {
      throw new IllegalArgumentException(
          module
              + ": "
              + explained
              + " + "
              + prior
              + " + "
              + unexplained
              + " references, count "
              + useCount);
    }
  }

  /** The same, with what the unexplained references are most likely held by. */
  public Answer withLikely(List<String> kinds) {
    return new Answer(
        module,
        source,
        useCount,
        explained,
        prior,
        unexplained,
        holders,
        possible,
        tasks,
        tasksLeftOut,
        lostEvents,
        gaps,
        state,
        kinds,
        caveats,
        host,
        balances);
  }

  /** The same, with what the kernel counted. */
  public Answer withBalances(List<Balance> counted) {
    return new Answer(
        module,
        source,
        useCount,
        explained,
        prior,
        unexplained,
        holders,
        possible,
        tasks,
        tasksLeftOut,
        lostEvents,
        gaps,
        state,
        likely,
        caveats,
        host,
        counted);
  }

  /** What the system shows now, after a recording that saw who took it. */
  Answer after(Answer recorded, List<Holder> known, List<Holder> perhaps, List<String> allCaveats) {
    return new Answer(
        module,
        Source.LIVE_AND_TRACE,
        useCount,
        explained,
        prior,
        unexplained,
        known,
        perhaps,
        recorded.tasks,
        recorded.tasksLeftOut,
        recorded.lostEvents,
        recorded.gaps,
        state,
        likely,
        allCaveats,
        host,
        balances);
  }

  /** Whether anybody holds it, known or not. */
  public boolean isHeld() {
    return useCount > 0;
  }

  /** Whether something is missing from it. */
  public boolean isPartial() {
    return unexplained > 0 || prior > 0 || !caveats.isEmpty();
  }
}
