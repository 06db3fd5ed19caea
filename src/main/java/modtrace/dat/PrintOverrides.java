package modtrace.dat;

import org.jspecify.annotations.Nullable;

/**
 * The events that trace-cmd report prints in words of its own, by its plugins, and not by their
 * formats; here as the formats that come to the same.
 */
final class PrintOverrides {
  /** {@code (function+0x12) }, or nothing where the address is in none. */
  static final String SITE = "modtrace_site";

  /** {@code function/0x0}, where trace-cmd subtracts the wrong way round. */
  static final String FUNCTION = "modtrace_function";

  private static final String STATES =
      "(REC->prev_state & 255) ? __print_flags(REC->prev_state & 255, \"|\", {1, \"S\"}, {2, \"D\"},"
          + " {4, \"T\"}, {8, \"t\"}, {16, \"Z\"}, {32, \"X\"}, {64, \"x\"}, {128, \"W\"}) : \"R\"";

  private PrintOverrides() {}

  /** What to print an event by; null where modtrace does not know. */
  static @Nullable String of(EventFormat format) {
    return switch (format.system()) {
      case "sched" -> sched(format);
      case "timer" -> timer(format);
      case "kmem" -> kmem(format);
      case "tlb" -> tlb(format);
      case "mac80211" -> format.name().equals("drv_bss_info_changed") ? null : format.print();
      case "ftrace" -> ftrace(format);
      case "kvm", "kvmmmu" -> null;
      default -> format.print();
    };
  }

  private static @Nullable String ftrace(EventFormat format) {
    return switch (format.name()) {
      case "bputs", "user_stack" -> format.print();
      default -> null;
    };
  }

  private static String sched(EventFormat format) {
    return switch (format.name()) {
      case "sched_switch" ->
          "\"%s:%u [%d] %s ==> %s:%u [%d]\", REC->prev_comm, REC->prev_pid, REC->prev_prio, "
              + STATES
              + ", REC->next_comm, REC->next_pid, REC->next_prio";
      case "sched_wakeup", "sched_wakeup_new" ->
          format.find("success") == null
              ? "\"%s:%u [%u] CPU:%03u\", REC->comm, REC->pid, REC->prio, REC->target_cpu"
              : "\"%s:%u [%u] success=%u CPU:%03u\", REC->comm, REC->pid, REC->prio, REC->success,"
                  + " REC->target_cpu";
      default -> format.print();
    };
  }

  private static String timer(EventFormat format) {
    return switch (format.name()) {
      case "hrtimer_expire_entry" ->
          "\"hrtimer=0x%llx now=%llu function=%s\", REC->hrtimer, REC->now, "
              + FUNCTION
              + "(REC->function)";
      case "hrtimer_start" ->
          "\"hrtimer=0x%llx function=%s expires=%llu softexpires=%llu\", REC->hrtimer, "
              + FUNCTION
              + "(REC->function), REC->expires, REC->softexpires";
      default -> format.print();
    };
  }

  private static @Nullable String kmem(EventFormat format) {
    return switch (format.name()) {
      case "kfree",
          "kmalloc",
          "kmalloc_node",
          "kmem_cache_alloc",
          "kmem_cache_alloc_node",
          "kmem_cache_free" ->
          format.print().contains("\", ")
              ? "\"%s\" "
                  + format.print().replaceFirst("\", ", "\", " + SITE + "(REC->call_site), ")
              : null;
      default -> format.print();
    };
  }

  private static String tlb(EventFormat format) {
    return format.name().equals("tlb_flush")
        ? "\"pages=%ld reason=%s (%lu)\", REC->pages, REC->reason < 4 ? __print_symbolic(REC->reason,"
            + " {0, \"flush on task switch\"}, {1, \"remote shootdown\"}, {2, \"local shootdown\"},"
            + " {3, \"local mm shootdown\"}) : \"\", REC->reason"
        : format.print();
  }

  static PrintText site(PrintNumber address, KernelNames names) {
    return (event, to) -> {
      long at = address.of(event);
      String function = names.function(at);
      if (function != null) {
        to.append('(').append(function).append("+0x");
        to.append(Long.toHexString(names.offset(at))).append(") ");
      }
    };
  }

  static PrintText function(PrintNumber address, KernelNames names) {
    return (event, to) -> {
      long at = address.of(event);
      String function = names.function(at);
      if (function == null) {
        to.append(String.format("0x%08x", at));
      } else {
        to.append(function).append("/0x").append(Long.toHexString(-names.offset(at)));
      }
    };
  }
}
