package modtrace.finder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modtrace.proc.Attributes;

/**
 * How many references an nftables expression takes on a module: one on the module of its type, as
 * nf_tables_expr_parse does, and what its type takes besides (net/netfilter/nft_*.c).
 */
final class NftUses {
  static final String CORE = "nf_tables";

  private static final int INET = 1;

  /** NFTA_EXPR_NAME, NFTA_EXPR_DATA. */
  private static final int NAME = 1;

  private static final int DATA = 2;

  private final String module;
  private final Snapshot system;
  private final Map<List<String>, Integer> known = new HashMap<>();

  NftUses(String module, Snapshot system) {
    this.module = module;
    this.system = system;
  }

  /** Whether any part of nftables can use it at all. */
  boolean arePossible() throws IOException {
    return module.equals(CORE) || asked("nft-") || asked("nf-flowtable-") || asXtables();
  }

  private boolean asXtables() throws IOException {
    return asked("nf-logger-")
        || asked("nfct-helper-")
        || asked("ipt_")
        || asked("ip6t_")
        || asked("ebt_")
        || module.startsWith("xt_")
        || module.startsWith("ebt_");
  }

  private boolean asked(String prefix) throws IOException {
    return !system.aliases().namesOf(module, prefix).isEmpty();
  }

  /** Of all expressions in a list. */
  int of(int family, List<Attributes> expressions) throws IOException {
    int count = 0;
    for (Attributes expression : expressions) {
      count += of(family, expression);
    }
    return count;
  }

  /** Of one expression; none where there is no expression. */
  int of(int family, Attributes expression) throws IOException {
    String name = expression.text(NAME);
    if (name.isEmpty()) {
      return 0;
    }
    Attributes data = expression.nest(DATA);
    int own = is(CORE, "nft-expr-" + family + "-" + name, "nft-expr-" + name);
    return own
        + switch (name) {
          case "dynset" -> of(family, both(data, 7, 10));
          case "log" -> loggers(family, data.has(1) ? 1 : 0);
          case "match" -> extension(family, data.text(1));
          case "target" -> target(family, data.text(1), data.bytes(3));
          default -> 0;
        };
  }

  /** A single expression's attribute, or that of a list of them: never both are there. */
  static List<Attributes> both(Attributes attributes, int single, int list) {
    List<Attributes> expressions = new ArrayList<>(attributes.nests(list));
    if (attributes.has(single)) {
      expressions.add(attributes.nest(single));
    }
    return expressions;
  }

  /** One logger a protocol (nf_logger_find_get): type 0 writes to the log, 1 to user space. */
  private int loggers(int family, int type) throws IOException {
    return family == INET ? logger(2, type) + logger(10, type) : logger(family, type);
  }

  private int logger(int family, int type) throws IOException {
    return is("", "nf-logger-" + family + "-" + type);
  }

  /** An xtables match in an nft rule (nft_compat). */
  int extension(int family, String name) throws IOException {
    return is("", XtablesNames.prefix(family) + name, "xt_" + name);
  }

  private int target(int family, String name, byte[] info) throws IOException {
    return extension(family, name) + targetUses(family, name, info);
  }

  /** What an xtables target takes besides its own module. */
  int targetUses(int family, String name, byte[] info) throws IOException {
    return switch (name) {
      case "LOG" -> logger(family, 0);
      case "NFLOG" -> logger(family, 1);
      case "CT" -> helper(XtablesNames.helper(info));
      default -> 0;
    };
  }

  /** A connection tracking helper, such as {@code ftp}. */
  int helper(String name) throws IOException {
    return name.isEmpty() ? 0 : is("", "nfct-helper-" + name);
  }

  /**
   * 1 if the module is the one that the kernel found by these names, tried in their order.
   *
   * @param otherwise what it is when no loaded module answers to any of them
   */
  int is(String otherwise, String... names) throws IOException {
    List<String> key = List.of(names);
    Integer answer = known.get(key);
    if (answer == null) {
      answer = ask(otherwise, key);
      known.put(key, answer);
    }
    return answer;
  }

  private int ask(String otherwise, List<String> names) throws IOException {
    for (String name : names) {
      for (String answer : system.aliases().of(name)) {
        if (system.isLoaded(answer)) {
          return answer.equals(module) ? 1 : 0;
        }
      }
    }
    return otherwise.equals(module) ? 1 : 0;
  }
}
