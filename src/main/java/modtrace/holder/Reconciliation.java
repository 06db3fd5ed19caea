package modtrace.holder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.proc.ProcTask;
import modtrace.proc.SysModule;

/**
 * What the running system shows of a module's holders, held against the kernel's own count: what
 * nobody claims is unexplained, and where more is claimed than there is, the claims are bounds.
 */
public final class Reconciliation {
  private final ProcessDetails details;
  private final Answer.Host host;

  public Reconciliation(ProcessDetails details, Answer.Host host) {
    this.details = details;
    this.host = host;
  }

  /**
   * The answer.
   *
   * @param facts of a module that is counted, read before anything else was looked at
   */
  public Answer answer(String module, SysModule facts, Seen seen) {
    List<Claim> claims = seen.claims();
    int useCount = facts.useCount().orElseThrow();
    List<Holder> dependants = dependants(facts, useCount);
    int left = useCount - dependants.size();
    int claimed = surely(claims);
    int excess = Math.max(0, claimed - left);
    List<String> caveats = new ArrayList<>();
    if (claimed != left) { // where all is explained, nothing unseen can hold any more
      for (String what : seen.unseen()) {
        caveats.add("not seen: " + what);
      }
    }
    if (excess > 0) {
      caveats.add(tooMany(claimed + dependants.size(), useCount));
    }
    List<Holder> holders = new ArrayList<>(dependants);
    List<Holder> possible = new ArrayList<>();
    boolean isAllExplained = claimed == left; // nothing is left that a possible one could hold
    for (List<Claim> same : byHolder(claims)) {
      Holder holder = holder(same, excess);
      if (holder.isSure()) {
        holders.add(holder);
      } else if (!isAllExplained) {
        possible.add(holder);
      }
    }
    int explained = 0;
    for (Holder holder : holders) {
      explained += holder.references();
    }
    return new Answer(
        module,
        Answer.Source.LIVE,
        useCount,
        explained,
        0,
        useCount - explained,
        holders,
        possible,
        List.of(),
        0,
        0,
        0,
        state(facts, seen),
        List.of(),
        caveats,
        host,
        List.of());
  }

  /** The modules that use its symbols; no more than it has references. */
  private static List<Holder> dependants(SysModule facts, int useCount) {
    List<Holder> dependants = new ArrayList<>();
    for (String dependant : facts.dependants()) {
      if (dependants.size() < useCount) {
        dependants.add(Holder.dependant(dependant));
      }
    }
    return dependants;
  }

  /** What they have for sure, together. */
  private static int surely(List<Claim> claims) {
    int references = 0;
    for (Claim claim : claims) {
      references += claim.sure() ? claim.references() : 0;
    }
    return references;
  }

  private static String tooMany(int found, int useCount) {
    return "what was found would hold "
        + found
        + " references, but the use count is "
        + useCount
        + ": each holder has at most what is shown";
  }

  private static Answer.State state(SysModule facts, Seen seen) {
    if (seen.permanent()) {
      return Answer.State.PERMANENT;
    }
    return facts.state() == SysModule.State.COMING ? Answer.State.COMING : Answer.State.LOADED;
  }

  /** The claims of one process are one holder; all others stand for themselves. */
  private static List<List<Claim>> byHolder(List<Claim> claims) {
    Map<Object, List<Claim>> groups = new LinkedHashMap<>();
    for (Claim claim : claims) {
      ProcTask process = claim.process();
      Object key = process == null ? claim : List.of(process.pid(), claim.sure());
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(claim);
    }
    return List.copyOf(groups.values());
  }

  /** At least what the claims of all others leave of the use count. */
  private Holder holder(List<Claim> claims, int excess) {
    Claim first = claims.get(0);
    int most = claims.stream().mapToInt(Claim::references).sum();
    int least = first.sure() ? Math.max(0, most - excess) : 0;
    Set<String> evidence = new LinkedHashSet<>();
    claims.forEach(claim -> evidence.addAll(claim.evidence()));
    ProcTask process = first.process();
    Present present =
        process == null
            ? new Present(null, null, null, null, first.namespace(), List.of(), List.of())
            : details.of(process, first.namespace(), things(claims), sharers(claims));
    String release = first.release();
    return new Holder(
        first.kind(),
        process == null ? first.what() : process.comm(),
        process == null ? 0 : process.pid(),
        least,
        most,
        -1,
        -1,
        List.of(),
        List.of(),
        null,
        List.copyOf(evidence),
        null,
        null,
        List.of(),
        present,
        release == null && process != null ? details.release(all(process, claims)) : release);
  }

  /** The process and those that share what it has. */
  private static List<ProcTask> all(ProcTask process, List<Claim> claims) {
    Map<Integer, ProcTask> all = new LinkedHashMap<>();
    all.put(process.pid(), process);
    claims.forEach(
        claim -> claim.sharers().forEach(sharer -> all.putIfAbsent(sharer.pid(), sharer)));
    return List.copyOf(all.values());
  }

  private static List<String> things(List<Claim> claims) {
    return claims.stream().map(Claim::what).toList();
  }

  private static List<Present.Sharer> sharers(List<Claim> claims) {
    Map<Integer, Present.Sharer> sharers = new LinkedHashMap<>();
    for (Claim claim : claims) {
      for (ProcTask sharer : claim.sharers()) {
        sharers.put(sharer.pid(), new Present.Sharer(sharer.pid(), sharer.comm()));
      }
    }
    return List.copyOf(sharers.values());
  }
}
