package modtrace.holder;

import java.util.List;
import modtrace.proc.ProcTask;
import org.jspecify.annotations.Nullable;

/**
 * References to one module that the running system shows, and who has them.
 *
 * @param what the thing that holds: {@code fd 3 /dev/dri/card0} of a process, {@code /mnt} of a
 *     mount, {@code nft table inet filter}
 * @param references how many
 * @param sure whether it surely holds them; if not, it only may
 * @param process the process that has it; null for what is no process
 * @param sharers other processes that have the very same open file: all must let go
 * @param namespace the namespace that it is in; null for ours
 * @param evidence where that was seen, for people
 * @param release the one command that would release it; null where there is none, or where it
 *     follows from the process
 */
public record Claim(
    Kind kind,
    String what,
    int references,
    boolean sure,
    @Nullable ProcTask process,
    List<ProcTask> sharers,
    @Nullable String namespace,
    List<String> evidence,
    @Nullable String release) {
  public Claim {
    sharers = List.copyOf(sharers);
    evidence = List.copyOf(evidence);
  }

  /** Held by what is no process. */
  public static Claim of(Kind kind, String what, int references, String... evidence) {
    return new Claim(kind, what, references, true, null, List.of(), null, List.of(evidence), null);
  }

  /** Held by a process. */
  public static Claim by(ProcTask process, String what, int references, String... evidence) {
    return new Claim(
        Kind.PROCESS, what, references, true, process, List.of(), null, List.of(evidence), null);
  }

  public Claim releasedBy(@Nullable String command) {
    return new Claim(kind, what, references, sure, process, sharers, namespace, evidence, command);
  }

  public Claim sharedWith(List<ProcTask> others) {
    return new Claim(kind, what, references, sure, process, others, namespace, evidence, release);
  }

  public Claim in(@Nullable String otherNamespace) {
    return new Claim(
        kind, what, references, sure, process, sharers, otherNamespace, evidence, release);
  }

  /** It may hold them, but what was seen does not prove it. */
  public Claim perhaps() {
    return new Claim(kind, what, references, false, process, sharers, namespace, evidence, release);
  }
}
