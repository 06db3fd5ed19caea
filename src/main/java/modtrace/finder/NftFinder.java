package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Netlink;
import org.jspecify.annotations.Nullable;

/**
 * Tables of nftables, whose rules, sets, chains and objects hold the modules of their types; one
 * claim a table, of its only part that holds the module or of the whole.
 */
final class NftFinder implements Finder {
  private static final int TOLD = 6;

  @Override
  public String kind() {
    return "nftables";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    var uses = new NftUses(module, system);
    if (!system.isLoaded(NftUses.CORE)) {
      return; // it is no module, or there are no tables
    }
    if (system.aliases().of("nft-expr-ct").size() < 2) {
      findings.unseen("nftables: /lib/modules has no modules.alias of this kernel");
      return;
    }
    if (uses.arePossible()) {
      system.netPlaces().each(findings, kind(), place -> look(system, uses, place, findings));
    }
  }

  private static void look(Snapshot system, NftUses uses, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.NETFILTER)) {
      Map<String, List<NftThing>> tables = new LinkedHashMap<>();
      for (NftThing thing : new NftTables(netlink, uses).read()) {
        tables.computeIfAbsent(thing.tableWords(), any -> new ArrayList<>()).add(thing);
      }
      tables.values().forEach(things -> findings.add(claim(place, things)));
    }
  }

  private static Claim claim(NetPlace place, List<NftThing> things) {
    NftThing first = things.get(0);
    int references = things.stream().mapToInt(NftThing::references).sum();
    boolean one = things.size() == 1;
    String what = "nft table " + first.tableWords() + (one ? ", " + first.what() : "");
    String evidence =
        "nftables has, in that table, "
            + String.join(", ", things.stream().limit(TOLD).map(NftThing::what).toList())
            + (things.size() > TOLD ? " and " + (things.size() - TOLD) + " more" : "");
    String release = one ? first.release() : null;
    return place.claim(
        Claim.of(Kind.NETFILTER, what, references, evidence),
        release == null ? table(first) : release);
  }

  private static @Nullable String table(NftThing thing) {
    return NftThing.nft("delete table", thing.family(), thing.table());
  }
}
