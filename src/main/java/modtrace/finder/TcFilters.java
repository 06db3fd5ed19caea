package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modtrace.proc.Attributes;
import modtrace.sys.Netlink;
import org.jspecify.annotations.Nullable;

/** All filters of tc(8) in one network namespace, each with the rules in it. */
final class TcFilters {
  /** Their classes have filters of their own. */
  private static final Set<String> CLASSFUL = Set.of("htb", "hfsc", "cbq", "atm", "dsmark");

  private final Netlink netlink;
  private final Map<String, Filter> filters = new LinkedHashMap<>();

  /**
   * What the kernel calls a tcf_proto: one for each preference in a chain.
   *
   * @param rules its own message, and those of its rules
   */
  record Filter(List<TcMessage> rules) {
    TcMessage first() {
      return rules.get(0);
    }

    /** {@code u32 filter on eth0 ingress, pref 10}. */
    String words(List<NetLink> links) {
      return first().kind() + " filter on " + where(NetLink.nameOf(first().device(), links));
    }

    @Nullable String delete(List<NetLink> links) {
      String device = ShellWord.of(NetLink.nameOf(first().device(), links));
      return device == null ? null : "tc filter del " + command(device);
    }

    private String command(String device) {
      return (first().device() == TcMessage.BLOCK ? "" : "dev ") + where(device);
    }

    private String where(String device) {
      String at =
          first().device() == TcMessage.BLOCK
              ? "block " + first().parent()
              : device + " " + first().place();
      return at
          + (first().chain() == 0 ? "" : " chain " + first().chain())
          + " pref "
          + first().preference();
    }
  }

  TcFilters(Netlink netlink) {
    this.netlink = netlink;
  }

  List<Filter> read() throws IOException {
    for (TcMessage each : TcMessage.read(netlink, TcMessage.GET_DISCIPLINES, 0, 0)) {
      for (int parent : parents(each)) {
        add(each.device(), parent);
      }
    }
    return List.copyOf(filters.values());
  }

  private List<Integer> parents(TcMessage discipline) throws IOException {
    String kind = discipline.kind();
    if (kind.equals("clsact")) {
      return List.of(TcMessage.CLSACT_INGRESS, TcMessage.CLSACT_EGRESS);
    }
    if (kind.equals("ingress")) {
      return List.of(TcMessage.INGRESS);
    }
    if (discipline.handle() == 0) {
      return discipline.parent() == TcMessage.ROOT ? List.of(0) : List.of();
    }
    List<Integer> parents = new ArrayList<>();
    parents.add(discipline.handle());
    if (CLASSFUL.contains(kind)) {
      for (TcMessage of : TcMessage.read(netlink, TcMessage.GET_CLASSES, discipline.device(), 0)) {
        if (of.handle() >>> 16 == discipline.handle() >>> 16) {
          parents.add(of.handle());
        }
      }
    }
    return parents;
  }

  private void add(int device, int parent) throws IOException {
    Map<String, Filter> here = new LinkedHashMap<>();
    for (TcMessage rule : TcMessage.read(netlink, TcMessage.GET_FILTERS, device, parent)) {
      String key =
          rule.device() + " " + rule.parent() + " " + rule.chain() + " " + rule.preference();
      here.computeIfAbsent(key, any -> new Filter(new ArrayList<>())).rules().add(rule);
    }
    here.forEach(filters::putIfAbsent);
  }

  /** The actions of a rule: the attribute differs by kind (include/uapi/linux/pkt_cls.h). */
  static List<Attributes> actions(TcMessage rule) {
    int attribute =
        switch (rule.kind()) {
          case "u32" -> 7;
          case "flower", "basic" -> 3;
          case "matchall" -> 2;
          case "bpf", "cgroup" -> 1;
          case "fw" -> 4;
          case "route" -> 6;
          case "flow" -> 9;
          default -> 0;
        };
    return attribute == 0 ? List.of() : rule.options().nests(attribute);
  }

  /** The kinds of the extended matches of a rule (struct tcf_ematch_hdr). */
  static List<Integer> matches(TcMessage rule) {
    int attribute =
        switch (rule.kind()) {
          case "basic" -> 2;
          case "cgroup" -> 3;
          case "flow" -> 11;
          default -> 0;
        };
    List<Integer> kinds = new ArrayList<>();
    if (attribute != 0) {
      for (byte[] match : rule.options().nest(attribute).values(2)) {
        if (match.length >= 4) {
          kinds.add(NetBytes.number16(match, 2));
        }
      }
    }
    return kinds;
  }
}
