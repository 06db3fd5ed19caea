package modtrace.holder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import modtrace.ledger.Account;
import modtrace.ledger.CallSites;
import modtrace.ledger.Losses;
import modtrace.ledger.Reference;
import modtrace.ledger.TaskAccount;
import modtrace.ledger.Use;
import org.jspecify.annotations.Nullable;

/** From the account of a module to its holders, by nothing but the trace. */
public final class TraceHolders {
  private final CallSites callSites;

  /** Those who must act together: one row of the answer. */
  private record Group(
      Kind kind, String name, int pid, @Nullable String initialising, boolean ours) {
    /**
     * Written out, as is {@link #hashCode}: the generated one costs much time at its first call.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Group group
          && kind == group.kind
          && name.equals(group.name)
          && pid == group.pid
          && Objects.equals(initialising, group.initialising)
          && ours == group.ours;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * kind.name().hashCode() + name.hashCode()) + pid;
    }
  }

  public TraceHolders(CallSites callSites) {
    this.callSites = callSites;
  }

  /**
   * Who holds the module.
   *
   * @param account one that {@link Account#isCounted is counted} and settled
   */
  public Answer answer(Account account, Losses losses) {
    Map<Group, List<Reference>> groups = new LinkedHashMap<>();
    List<Reference> held = account.open().stream().filter(r -> isHeld(account, r)).toList();
    for (Reference reference : held) {
      groups.computeIfAbsent(group(account, reference), g -> new ArrayList<>()).add(reference);
    }
    int gone = account.open().size() - held.size();
    int missing = Math.max(0, account.missingPuts() - gone);
    List<Holder> all = new ArrayList<>();
    groups.forEach((group, references) -> all.add(holder(account, group, references, missing)));
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
    TaskAccount task = reference.acquirer();
    return task == null
        || kind(account, reference, task) != Kind.MODULE
        || !account.isGone(dependant(reference));
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

  private Group group(Account account, Reference reference) {
    TaskAccount task = reference.acquirer();
    if (task == null) {
      return new Group(Kind.KERNEL, "", 0, null, false);
    }
    String init = reference.initialising();
    Kind kind = kind(account, reference, task);
    return switch (kind) {
      case PROCESS -> new Group(kind, "", task.process(), null, true);
      case MODULE -> new Group(kind, dependant(reference), 0, null, false);
      case LOAD, KERNEL, MOUNT, SOCKET, BLOCK, NET, NETFILTER, CRYPTO, CONSOLE, UNKNOWN ->
          new Group(kind, "", task.pid(), init, false);
    };
  }

  private static String dependant(Reference reference) {
    String module =
        reference.dependant() == null ? reference.initialising() : reference.dependant();
    return module == null ? "" : module;
  }

  private static Kind kind(Account account, Reference reference, TaskAccount task) {
    Use use = reference.use();
    if (use == Use.DEVICE) {
      use = account.ownsBlockDevices() ? Use.BLOCK : Use.FILE;
    }
    return switch (use) {
      case LOAD -> Kind.LOAD;
      case DEPENDENCY -> reference.dependant() == null ? Kind.LOAD : Kind.MODULE;
      case MOUNT -> Kind.MOUNT;
      case BLOCK -> Kind.BLOCK;
      case NET -> Kind.NET;
      case NETFILTER -> Kind.NETFILTER;
      case CRYPTO -> Kind.CRYPTO;
      case CONSOLE -> Kind.CONSOLE;
      case KERNEL -> Kind.KERNEL;
      case FILE, DEVICE, SOCKET, UNKNOWN -> ofTask(account, reference, task);
    };
  }

  /**
   * A process holds what it opened; but a loader acts for the module that it initialises, a kernel
   * thread for the kernel.
   */
  private static Kind ofTask(Account account, Reference reference, TaskAccount task) {
    String init = reference.initialising();
    if (init != null) {
      return init.equals(account.module()) ? Kind.KERNEL : Kind.MODULE;
    }
    return KernelThreads.isOne(task.pid(), task.comm()) ? Kind.KERNEL : Kind.PROCESS;
  }

  private Holder holder(Account account, Group group, List<Reference> references, int missing) {
    Set<CallSite> sites = new LinkedHashSet<>();
    references.forEach(reference -> sites.add(reference.callSite()));
    Collection<TaskAccount> tasks = group.ours() ? ofProcess(account, group.pid()) : List.of();
    TaskAccount taker = references.get(0).acquirer();
    return new Holder(
        group.kind(),
        group.ours() ? comm(tasks, group.pid()) : group.name(),
        group.kind() == Kind.PROCESS ? group.pid() : 0,
        Math.max(0, references.size() - missing),
        references.size(),
        tasks.isEmpty() ? -1 : tasks.stream().mapToLong(TaskAccount::gets).sum(),
        tasks.isEmpty() ? -1 : tasks.stream().mapToLong(TaskAccount::puts).sum(),
        List.copyOf(sites),
        sites.stream().map(this::meaning).toList(),
        earliest(references),
        sites.stream().map(site -> evidence(references, site)).toList(),
        taker == null || group.ours() ? null : new Holder.Acquirer(taker.pid(), taker.comm()),
        group.initialising(),
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
