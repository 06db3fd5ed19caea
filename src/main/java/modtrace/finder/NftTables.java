package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modtrace.proc.Attributes;
import modtrace.sys.Errno;
import modtrace.sys.Netlink;
import modtrace.sys.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * All that the nftables of one network namespace hold of a module (messages and attributes:
 * include/uapi/linux/netfilter/nf_tables.h).
 */
final class NftTables {
  private static final int SUBSYSTEM = 10 << 8;
  private static final int GET_CHAINS = SUBSYSTEM | 4;
  private static final int GET_RULES = SUBSYSTEM | 7;
  private static final int GET_SETS = SUBSYSTEM | 10;
  private static final int GET_ELEMENTS = SUBSYSTEM | 13;
  private static final int GET_OBJECTS = SUBSYSTEM | 19;
  private static final int GET_FLOW_TABLES = SUBSYSTEM | 23;

  /** struct nfgenmsg. */
  private static final int HEADER = 4;

  /** Attribute of every message but of elements and chains, where the name is the third. */
  private static final int TABLE = 1;

  private static final int INET = 1;
  private static final int SET_ANONYMOUS = 0x1;
  private static final int SET_EVALUATED = 0x20;
  private static final int OBJECT_HELPER = 3;

  private final Netlink netlink;
  private final NftUses uses;
  private final List<NftThing> things = new ArrayList<>();
  private final Set<String> usedSets = new HashSet<>();

  NftTables(Netlink netlink, NftUses uses) {
    this.netlink = netlink;
    this.uses = uses;
  }

  List<NftThing> read() throws IOException {
    for (Netlink.Message message : dump(GET_CHAINS)) {
      chain(family(message), attributes(message));
    }
    for (Netlink.Message message : dump(GET_RULES)) {
      rule(family(message), attributes(message));
    }
    for (Netlink.Message message : dump(GET_SETS)) {
      set(family(message), attributes(message));
    }
    for (Netlink.Message message : dump(GET_OBJECTS)) {
      object(family(message), attributes(message));
    }
    for (Netlink.Message message : dump(GET_FLOW_TABLES)) {
      flowTable(family(message), attributes(message));
    }
    return List.copyOf(things);
  }

  private void chain(int family, Attributes chain) throws IOException {
    String type = chain.text(7);
    if (!type.isEmpty()) {
      String name = chain.text(3);
      int count = uses.is("", "nft-chain-" + family + "-" + type);
      add(family, chain, type + " chain " + name, count, null);
    }
  }

  private void rule(int family, Attributes rule) throws IOException {
    List<Attributes> expressions = rule.nests(4);
    for (Attributes expression : expressions) {
      Attributes data = expression.nest(2);
      switch (expression.text(1)) {
        case "lookup", "dynset" -> usedSets.add(key(family, rule.text(TABLE), data.text(1)));
        default -> {}
      }
    }
    String chain = rule.text(2);
    String handle = Long.toString(rule.networkNumber(3));
    add(
        family,
        rule,
        "rule " + handle + " of chain " + chain,
        uses.of(family, expressions),
        NftThing.nft(
            "delete rule", NftThing.family(family), rule.text(TABLE), chain, "handle", handle));
  }

  private void set(int family, Attributes set) throws IOException {
    List<Attributes> expressions = NftUses.both(set, 17, 18);
    int count = uses.of(family, expressions);
    long flags = set.networkNumber(3);
    if (!expressions.isEmpty() || (flags & SET_EVALUATED) != 0) {
      count += elements(family, set.text(TABLE), set.text(2));
    }
    boolean alone =
        (flags & SET_ANONYMOUS) == 0
            && !usedSets.contains(key(family, set.text(TABLE), set.text(2)));
    add(family, set, "set " + set.text(2), count, alone ? "set" : null, set.text(2));
  }

  private int elements(int family, String table, String set) throws IOException {
    int count = 0;
    byte[] request = new NetlinkRequest().family(family).text(1, table).text(2, set).bytes();
    for (Netlink.Message message : netlink.dump(GET_ELEMENTS, request)) {
      for (Attributes element : attributes(message).nests(3)) {
        count += uses.of(family, NftUses.both(element, 7, 11));
      }
    }
    return count;
  }

  /**
   * One on the module of its type; a helper also one on its own for each protocol that it is for.
   */
  private void object(int family, Attributes object) throws IOException {
    long type = object.networkNumber(3);
    int count = uses.is(NftUses.CORE, "nft-obj-" + type);
    if (type == OBJECT_HELPER) {
      Attributes helper = object.nest(4);
      count += uses.helper(helper.text(1)) * protocols(helper);
    }
    boolean alone = object.networkNumber(5) == 0;
    String word = objectWord((int) type);
    add(family, object, word + " " + object.text(2), count, alone ? word : null, object.text(2));
  }

  /**
   * It tells its protocol, which is INET for both (nft_ct_helper_obj_dump in
   * net/netfilter/nft_ct.c).
   */
  private static int protocols(Attributes helper) {
    return helper.networkNumber(2) == INET ? 2 : 1;
  }

  private void flowTable(int family, Attributes table) throws IOException {
    int count = uses.is("", "nf-flowtable-" + family);
    boolean alone = table.networkNumber(4) == 0;
    add(
        family,
        table,
        "flowtable " + table.text(2),
        count,
        alone ? "flowtable" : null,
        table.text(2));
  }

  private void add(
      int family, Attributes of, String what, int count, @Nullable String word, String name) {
    String table = of.text(TABLE);
    add(
        family,
        of,
        what,
        count,
        word == null || word.equals("object")
            ? null
            : NftThing.nft("delete " + word, NftThing.family(family), table, name));
  }

  private void add(int family, Attributes of, String what, int count, @Nullable String release) {
    if (count > 0) {
      things.add(new NftThing(NftThing.family(family), of.text(TABLE), what, count, release));
    }
  }

  private static String objectWord(int type) {
    return switch (type) {
      case 1 -> "counter";
      case 2 -> "quota";
      case OBJECT_HELPER -> "ct helper";
      case 4 -> "limit";
      case 7 -> "ct timeout";
      case 8 -> "secmark";
      case 9 -> "ct expectation";
      case 10 -> "synproxy";
      default -> "object";
    };
  }

  private List<Netlink.Message> dump(int type) throws IOException {
    try {
      return netlink.dump(type, new NetlinkRequest().family(0).bytes());
    } catch (SyscallException e) {
      if (e.is(Errno.EOPNOTSUPP) || e.is(Errno.ENOENT)) {
        return List.of(); // a kernel without tables, or without flow tables
      }
      throw e;
    }
  }

  private static int family(Netlink.Message message) {
    return message.body().limit() > 0 ? message.body().get(0) & 0xff : 0;
  }

  private static Attributes attributes(Netlink.Message message) {
    return Attributes.of(message.body(), HEADER);
  }

  private static String key(int family, String table, String set) {
    return family + " " + table + " " + set;
  }
}
