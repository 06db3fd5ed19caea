package modtrace.holder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Losses;
import modtrace.ledger.Reference;
import modtrace.ledger.TaskAccount;
import modtrace.ledger.Use;

/** From the account of a module to its holders, by nothing but the trace. */
public final class TraceHolders {
  private final CallSites callSites;

  public TraceHolders(CallSites callSites) {
    this.callSites = callSites;
  }

  /**
   * Who holds the module.
   *
   * @param account one that {@link Account#isCounted is counted} and settled
   */
  public Answer answer(Account account, Losses losses) {
    Map<Acting, List<Reference>> groups = new LinkedHashMap<>();
    List<Reference> held = account.open().stream().filter(r -> isHeld(account, r)).toList();
    for (Reference reference : held) {
      groups.computeIfAbsent(Acting.on(account, reference), a -> new ArrayList<>()).add(reference);
    }
    int gone = account.open().size() - held.size();
    int missing = Math.max(0, account.missingPuts() - gone);
    List<Holder> all = new ArrayList<>();
    groups.forEach((acting, references) -> all.add(holder(account, acting, references, missing)));
    all.sort((one, other) -> one.kind().compareTo(other.kind()));
    int explained = all.stream().mapToInt(Holder::references).sum();
    int prior = Math.max(0, account.prior() - missing);
    return new Answer(
        account.module(),
        Answer.Source.TRACE,
        account.useCount(),
        explained,
        prior,
        account.useCount() - explained - prior,
        all.stream().filter(Holder::isSure).toList(),
        all.stream().filter(holder -> !holder.isSure()).toList(),
        byFirstAct(account.tasks()),
        account.forgottenTasks(),
        losses.atLeast(),
        account.gaps(),
        account.isUnloaded() ? Answer.State.UNLOADED : Answer.State.LOADED,
        List.of(),
        caveats(account, losses),
        null,
        List.of());
  }

  /** A module that was unloaded holds nothing, even where the puts of that are missing. */
  private static boolean isHeld(Account account, Reference reference) {
    Acting acting = Acting.on(account, reference);
    return acting.kind() != Kind.MODULE || !account.isGone(acting.name());
  }

  private static List<TaskAccount> byFirstAct(Collection<TaskAccount> tasks) {
    return tasks.stream().filter(task -> task.gets() + task.puts() > 0).toList();
  }

  private static List<String> caveats(Account account, Losses losses) {
    List<String> caveats = new ArrayList<>();
    if (!losses.isNone()) {
      caveats.add(
          "the trace lost events ("
              + losses
              + "): what is shown held may have been given back there");
    }
    if (account.gaps() > 0) {
      caveats.add(
          "the counts of "
              + account.module()
              + " have "
              + account.gaps()
              + (account.gaps() == 1 ? " gap" : " gaps")
              + ": gets or puts are missing from the trace");
    }
    return caveats;
  }

  private Holder holder(Account account, Acting acting, List<Reference> references, int missing) {
    Set<CallSite> sites = new LinkedHashSet<>();
    references.forEach(reference -> sites.add(reference.callSite()));
    Collection<TaskAccount> tasks = acting.isTaker() ? ofProcess(account, acting.pid()) : List.of();
    TaskAccount taker = references.get(0).acquirer();
    return new Holder(
        acting.kind(),
        acting.isTaker() ? comm(tasks, acting.pid()) : acting.name(),
        acting.isTaker() ? acting.pid() : 0,
        Math.max(0, references.size() - missing),
        references.size(),
        tasks.isEmpty() ? -1 : tasks.stream().mapToLong(TaskAccount::gets).sum(),
        tasks.isEmpty() ? -1 : tasks.stream().mapToLong(TaskAccount::puts).sum(),
        List.copyOf(sites),
        sites.stream().map(this::meaning).toList(),
        earliest(references),
        sites.stream().map(site -> evidence(references, site)).toList(),
        taker == null || acting.isTaker() ? null : new Holder.Acquirer(taker.pid(), taker.comm()),
        acting.initialising(),
        references.stream().map(Reference::stack).filter(stack -> !stack.isEmpty()).toList(),
        null,
        null);
  }

  /** The name of a process: that of its first thread, where the trace has seen it. */
  private static String comm(Collection<TaskAccount> threads, int process) {
    String comm = "";
    for (TaskAccount thread : threads) {
      comm = comm.isEmpty() || thread.pid() == process ? thread.comm() : comm;
    }
    return comm;
  }

  private String meaning(CallSite site) {
    String meaning = callSites.meaning(site);
    return meaning == null ? "" : meaning;
  }

  private static List<TaskAccount> ofProcess(Account account, int pid) {
    return account.tasks().stream().filter(task -> task.process() == pid).toList();
  }

  private static Origin earliest(List<Reference> references) {
    return references.stream()
        .map(Reference::origin)
        .min((one, other) -> Long.compare(one.time(), other.time()))
        .orElseThrow();
  }

  private static String evidence(List<Reference> references, CallSite site) {
    if (references.get(0).use() == Use.LOAD) {
      return "loaded, and no put at do_init_module since";
    }
    if (references.get(0).acquirer() == null) {
      return "get at " + site.function() + " in an interrupt";
    }
    return "get at " + site.function();
  }
}
