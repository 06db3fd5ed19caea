package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modtrace.holder.Claim;
import modtrace.holder.Kind;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;
import org.jspecify.annotations.Nullable;

/** Actions of tc(8), one reference each, however many filters share it. */
final class TcActionFinder implements Finder {
  private static final int GET_ACTIONS = 50;
  private static final int TABLE = 1;
  private static final int KIND = 1;
  private static final int OPTIONS = 2;

  @Override
  public String kind() {
    return "tc actions";
  }

  @Override
  public void find(String module, Snapshot system, Findings findings) throws IOException {
    var kinds = new TcKinds(module, system);
    if (kinds.any("act")) {
      Set<String> names = new LinkedHashSet<>(system.aliases().namesOf(module, "net-act-"));
      names.addAll(system.aliases().namesOf(module, "act_"));
      if (module.startsWith("act_")) {
        names.add(module.substring("act_".length()));
      }
      system.netPlaces().each(findings, kind(), place -> look(system, names, place, findings));
    }
  }

  private static void look(Snapshot system, Set<String> names, NetPlace place, Findings findings)
      throws IOException {
    try (Netlink netlink = system.probe().netlink(Netlink.ROUTE)) {
      List<Attributes> actions = new ArrayList<>();
      for (String name : names) {
        actions.addAll(actions(netlink, name));
      }
      if (!actions.isEmpty()) {
        List<NetLink> links = NetLink.read(netlink);
        List<TcFilters.Filter> filters = new TcFilters(netlink).read();
        for (Attributes action : actions) {
          findings.add(claim(action, place, user(action, filters), links));
        }
      }
    }
  }

  private static List<Attributes> actions(Netlink netlink, String kind) throws IOException {
    byte[] name = new NetlinkRequest().text(KIND, kind).bytes();
    byte[] first = new NetlinkRequest().attribute(1, name).bytes();
    byte[] request = new NetlinkRequest().number(0).attribute(TABLE, first).bytes();
    List<Attributes> actions = new ArrayList<>();
    for (Netlink.Message message : netlink.dump(GET_ACTIONS, request)) {
      actions.addAll(Attributes.of(message.body(), 4).nests(TABLE));
    }
    return actions;
  }

  private static TcFilters.@Nullable Filter user(
      Attributes action, List<TcFilters.Filter> filters) {
    for (TcFilters.Filter filter : filters) {
      for (TcMessage rule : filter.rules()) {
        for (Attributes used : TcFilters.actions(rule)) {
          if (used.text(KIND).equals(action.text(KIND)) && index(used) == index(action)) {
            return filter;
          }
        }
      }
    }
    return null;
  }

  /** The first word of its parameters, whose attribute differs by kind. */
  private static long index(Attributes action) {
    int parameters =
        switch (action.text(KIND)) {
          case "police", "csum", "nat", "connmark", "ct", "ife" -> 1;
          case "ctinfo", "xt", "ipt" -> 3;
          default -> 2;
        };
    byte[] bytes = action.nest(OPTIONS).bytes(parameters);
    return bytes.length < 4 ? 0 : NetBytes.number32(bytes, 0) & 0xffffffffL;
  }

  private static Claim claim(
      Attributes action, NetPlace place, TcFilters.@Nullable Filter user, List<NetLink> links) {
    String name = action.text(KIND) + " index " + index(action);
    String of = user == null ? "" : " of the " + user.words(links);
    String word = ShellWord.of(action.text(KIND));
    String command =
        word == null ? null : "tc actions del action " + word + " index " + index(action);
    return place.claim(
        Claim.of(Kind.NET, "tc action " + name + of, 1, "tc actions list has it (RTM_GETACTION)"),
        user == null ? command : user.delete(links));
  }
}
