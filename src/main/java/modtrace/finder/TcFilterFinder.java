package modtrace.finder;

import java.io.IOException;
import java.util.List;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.sys.Netlink;

/**
 * Filters of tc(8): one reference on the classifier each, and one on its module for each extended
 * match.
 */
final class TcFilterFinder implements Finder {
  @Override
  public String kind() {
    return "tc filters";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    var kinds = new TcKinds(module, system);
    if (kinds.any("cls") || kinds.anyMatch()) {
      system.netPlaces().each(findings, kind(), place -> look(system, kinds, place, findings));
    }
  }

  private static void look(Snapshot system, TcKinds kinds, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.ROUTE)) {
      List<NetLink> links = NetLink.read(netlink);
      for (TcFilters.Filter filter : new TcFilters(netlink).read()) {
        int references = references(kinds, filter);
        if (references > 0) {
          findings.add(
              place.claim(
                  Claim.of(
                      Kind.NET,
                      "tc " + filter.words(links),
                      references,
                      "tc filter show has it (RTM_GETTFILTER)"),
                  filter.delete(links)));
        }
      }
    }
  }

  private static int references(TcKinds kinds, TcFilters.Filter filter) throws IOException {
    int references = kinds.is("cls", filter.first().kind()) ? 1 : 0;
    for (TcMessage rule : filter.rules()) {
      for (int match : TcFilters.matches(rule)) {
        references += match != 0 && kinds.isMatch(match) ? 1 : 0;
      }
    }
    return references;
  }
}
