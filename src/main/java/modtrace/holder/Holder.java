package modtrace.holder;

import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that holds references to a module, and the evidence for it.
 *
 * @param name comm of a process, name of a module; empty for the other kinds
 * @param pid of a process; 0 for the other kinds
 * @param references how many it holds, at the least
 * @param most how many it can hold: more than {@code references} where puts are missing from the
 *     trace
 * @param gets references that it took in the trace; -1 where there is none
 * @param puts references that it gave back in the trace; -1 where there is none
 * @param callSites where the held references were taken, each once, in order of time
 * @param meanings what each of the call sites means; empty text for one that is not known
 * @param since the earliest get among the held references; null where it was not traced
 * @param evidence what supports it, for people
 * @param acquirer for a holder that is no process: the task that took the references; null where
 *     none is known
 * @param initialising the module whose init function took the references; null for none
 * @param stacks kernel stacks of the gets, innermost function first
 * @param present what the running system tells of it; null where it was not asked
 * @param release the command that would release it; null where not known
 */
public record Holder(
    Kind kind,
    String name,
    int pid,
    int references,
    int most,
    long gets,
    long puts,
    List<CallSite> callSites,
    List<String> meanings,
    @Nullable Origin since,
    List<String> evidence,
    @Nullable Acquirer acquirer,
    @Nullable String initialising,
    List<List<String>> stacks,
    @Nullable Present present,
    @Nullable String release) {

  /** The task that took a reference which something else holds. */
  public record Acquirer(int pid, String comm) {}

  public Holder {
    callSites = List.copyOf(callSites);
    meanings = List.copyOf(meanings);
    evidence = List.copyOf(evidence);
    stacks = List.copyOf(stacks);
  }

  /** A module that uses this one's symbols, as /sys/module/NAME/holders tells. */
  static Holder dependant(String module) {
    return new Holder(
        Kind.MODULE,
        module,
        0,
        1,
        1,
        -1,
        -1,
        List.of(),
        List.of(),
        null,
        List.of("listed in /sys/module holders"),
        null,
        null,
        List.of(),
        null,
        "modprobe -r " + module);
  }

  boolean isSure() {
    return references > 0;
  }

  Holder atLeast(int sure) {
    return new Holder(
        kind,
        name,
        pid,
        sure,
        most,
        gets,
        puts,
        callSites,
        meanings,
        since,
        evidence,
        acquirer,
        initialising,
        stacks,
        present,
        release);
  }

  /**
   * The same, with what the running system tells: its present name and place, and what releases it.
   */
  Holder running(
      String itsName,
      List<String> allEvidence,
      @Nullable Present itsPresent,
      @Nullable String releasedBy) {
    return new Holder(
        kind,
        itsName,
        pid,
        references,
        most,
        gets,
        puts,
        callSites,
        meanings,
        since,
        allEvidence,
        acquirer,
        initialising,
        stacks,
        itsPresent,
        releasedBy);
  }

  /** The same references, but nobody knows any more who has them. */
  Holder as(Kind otherKind, List<String> otherEvidence, Acquirer taker) {
    return new Holder(
        otherKind,
        "",
        0,
        references,
        most,
        gets,
        puts,
        callSites,
        meanings,
        since,
        otherEvidence,
        taker,
        initialising,
        stacks,
        null,
        null);
  }
}
