package modtrace.holder;

import java.util.Objects;
import modtrace.ledger.Account;
import modtrace.ledger.Reference;
import modtrace.ledger.TaskAccount;
import modtrace.ledger.Use;
import org.jspecify.annotations.Nullable;

/**
 * Who must act to end a reference, by nothing but the trace: references of the same one have the
 * same holder.
 *
 * @param name of the module that holds it; empty for the other kinds
 * @param pid of the process; for what is neither process nor module, of the task that took it; 0
 *     where none is known
 * @param initialising the module whose init function took it, where that is not who holds it
 */
public record Acting(Kind kind, String name, int pid, @Nullable String initialising) {
  /** Of a reference of this account. */
  public static Acting on(Account account, Reference reference) {
    TaskAccount task = reference.acquirer();
    if (task == null) {
      return new Acting(Kind.KERNEL, "", 0, null);
    }
    Kind kind = kind(account, reference, task);
    return switch (kind) {
      case PROCESS -> new Acting(kind, "", task.process(), null);
      case MODULE -> new Acting(kind, dependant(reference), 0, null);
      case LOAD, KERNEL, MOUNT, SOCKET, BLOCK, NET, NETFILTER, CRYPTO, CONSOLE, UNKNOWN ->
          new Acting(kind, "", task.pid(), reference.initialising());
    };
  }

  /** Whether it is the task that took the reference. */
  boolean isTaker() {
    return kind == Kind.PROCESS;
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

  /** Written out, as is {@link #hashCode}: the generated one costs much time at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Acting acting
        && kind == acting.kind
        && name.equals(acting.name)
        && pid == acting.pid
        && Objects.equals(initialising, acting.initialising);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * kind.name().hashCode() + name.hashCode()) + pid;
  }
}
