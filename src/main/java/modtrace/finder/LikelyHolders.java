package modtrace.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.SmallFile;

/**
 * What may hold the references that no finder explains, as a module of this kind goes: where to
 * look next, and no evidence of anything.
 */
public final class LikelyHolders {
  /** Of modules that are asked for by such names, or are called so. */
  private record Rule(List<String> beginnings, String holder) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              List.of("fs-"),
              "a file system that is mounted nowhere in sight, or by the kernel for itself"),
          new Rule(List.of("net-pf-"), "a socket that is in no process's table of descriptors"),
          new Rule(List.of("crypto-"), "kernel code that keeps a transform of its algorithm"),
          new Rule(
              List.of("nft-", "xt_", "ipt_", "ip6t_", "ebt_", "sch_", "cls_", "act_", "em_"),
              "a rule in a network namespace that nothing in sight keeps"));

  private LikelyHolders() {}

  /** In words, the likeliest first; never empty. */
  public static List<String> of(String module, Snapshot system) throws IOException {
    List<String> likely = new ArrayList<>();
    if (system.deviceOwners().own(module)) {
      likely.add("an open file that is on its way through a socket, or that io_uring keeps");
    }
    for (Rule rule : RULES) {
      for (String beginning : rule.beginnings()) {
        if (module.startsWith(beginning)
            || !system.aliases().namesOf(module, beginning).isEmpty()) {
          likely.add(rule.holder());
          break;
        }
      }
    }
    if (exports(module, system)) {
      likely.add("kernel code that took it by the name of one of its symbols");
    }
    likely.add("code that took a reference and never gives it back");
    return likely;
  }

  /** Whether it has a table of symbols for others (kernel/module/internal.h). */
  private static boolean exports(String module, Snapshot system) {
    Path sections = system.sys().resolve("module").resolve(module).resolve("sections");
    return SmallFile.exists(sections.resolve("__ksymtab"))
        || SmallFile.exists(sections.resolve("__ksymtab_gpl"));
  }
}
