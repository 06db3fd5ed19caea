package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Fd;
import modtrace.sys.SmallFile;
import org.jspecify.annotations.Nullable;

/**
 * Rules of legacy tables: one reference on the module of each match and target, what targets take
 * besides, and one on the table's own module while it has any rule or chain (do_replace).
 */
final class XtablesFinder implements Finder {
  private static final int TOLD = 6;
  private static final String[] TABLES = {"iptable_", "ip6table_", "arptable_"};

  @Override
  public String kind() {
    return "iptables rules";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    var uses = new NftUses(module, system);
    if (!isPossible(module, system) || !system.isLoaded("x_tables")) {
      return;
    }
    if (module.startsWith("ebt")) {
      findings.unseen("the rules of ebtables-legacy, which the kernel does not list safely");
    }
    system
        .netPlaces()
        .each(
            findings,
            kind(),
            place -> {
              family(XtablesTable.Format.IPV4, "ip_tables_names", system, uses, place, findings);
              family(XtablesTable.Format.IPV6, "ip6_tables_names", system, uses, place, findings);
              family(XtablesTable.Format.ARP, "arp_tables_names", system, uses, place, findings);
            });
  }

  private static boolean isPossible(String module, Snapshot system) throws IOException {
    boolean asked = false;
    for (String prefix : List.of("ipt_", "ip6t_", "arpt_", "nf-logger-", "nfct-helper-")) {
      asked |= !system.aliases().namesOf(module, prefix).isEmpty();
    }
    for (String table : TABLES) {
      asked |= module.startsWith(table);
    }
    return asked || module.startsWith("xt_") || module.startsWith("ebt");
  }

  private static void family(
      XtablesTable.Format format,
      String list,
      Snapshot system,
      NftUses uses,
      NetPlace place,
      Findings findings)
      throws IOException {
    List<String> names = names(system.proc().resolve("thread-self/net").resolve(list));
    if (names.isEmpty()) {
      return;
    }
    boolean ipv6 = format.equals(XtablesTable.Format.IPV6);
    try (Fd socket = system.probe().rawSocket(ipv6)) {
      for (String name : names) {
        XtablesTable table = XtablesTable.read(system.probe(), socket, format, name);
        look(format, table, system, uses, place, findings);
      }
    }
  }

  private static List<String> names(Path list) throws IOException {
    try {
      return SmallFile.read(list, ISO_8859_1).lines().filter(name -> !name.isBlank()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void look(
      XtablesTable.Format format,
      XtablesTable table,
      Snapshot system,
      NftUses uses,
      NetPlace place,
      Findings findings)
      throws IOException {
    String command = command(format, system) + " -t " + table.name();
    String words = format.command() + " table " + table.name();
    String prefix = TABLES[format.family() == 2 ? 0 : format.family() == 10 ? 1 : 2];
    if (table.changed() && uses.is("", prefix + table.name()) > 0) {
      findings.add(
          place.claim(
              Claim.of(Kind.NETFILTER, words, 1, "it has rules or chains"),
              "sh -c '" + command + " -F && " + command + " -X'"));
    }
    List<XtablesTable.Rule> holding = new ArrayList<>();
    int references = 0;
    for (XtablesTable.Rule rule : table.rules()) {
      int count = references(rule, format.family(), uses);
      references += count;
      if (count > 0) {
        holding.add(rule);
      }
    }
    if (!holding.isEmpty()) {
      findings.add(
          place.claim(
              claim(words, holding, references),
              holding.size() > 1 ? command + " -F" : delete(command, holding.get(0))));
    }
  }

  private static int references(XtablesTable.Rule rule, int family, NftUses uses)
      throws IOException {
    int references = 0;
    for (XtablesTable.Extension extension : rule.extensions()) {
      if (!extension.name().isEmpty()) {
        references += uses.extension(family, extension.name());
      }
    }
    XtablesTable.Extension target = rule.extensions().get(rule.extensions().size() - 1);
    return references + uses.targetUses(family, target.name(), target.bytes());
  }

  private static Claim claim(String words, List<XtablesTable.Rule> rules, int references) {
    List<String> told =
        rules.stream().limit(TOLD).map(rule -> rule.chain() + " " + rule.number()).toList();
    String more = rules.size() > TOLD ? " and " + (rules.size() - TOLD) + " more" : "";
    boolean one = rules.size() == 1;
    return Claim.of(
        Kind.NETFILTER,
        words + (one ? ", rule " + told.get(0) : ""),
        references,
        "the kernel's table has it in rule " + String.join(", ", told) + more);
  }

  private static @Nullable String delete(String command, XtablesTable.Rule rule) {
    String chain = ShellWord.of(rule.chain());
    return chain == null ? null : command + " -D " + chain + " " + rule.number();
  }

  /** Where both are installed, the plain name may mean the one for nftables. */
  private static String command(XtablesTable.Format format, Snapshot system) {
    String legacy = format.command() + "-legacy";
    return Files.exists(system.root().resolve("usr/sbin/" + legacy)) ? legacy : format.command();
  }
}
