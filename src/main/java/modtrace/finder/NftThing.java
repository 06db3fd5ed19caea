package modtrace.finder;

import org.jspecify.annotations.Nullable;

/**
 * Part of an nftables table that holds a module.
 *
 * @param family as nft(8) has it
 * @param what {@code rule 4 of chain input}
 * @param release the nft command that removes it alone; null where none does
 */
record NftThing(
    String family, String table, String what, int references, @Nullable String release) {
  private static final String[] FAMILIES = {"", "inet", "ip", "arp", "", "netdev", "", "bridge"};

  /** The words of nft(8) for a family (NFPROTO_*, include/uapi/linux/netfilter.h). */
  static String family(int number) {
    return number == 10 ? "ip6" : number < FAMILIES.length ? FAMILIES[number] : "";
  }

  String tableWords() {
    return family + " " + table;
  }

  /** A command of nft(8); null where the names fit into no shell. */
  static @Nullable String nft(String verb, String family, String... names) {
    var command = new StringBuilder("nft ").append(verb).append(' ').append(family);
    for (String name : names) {
      String word = ShellWord.of(name);
      if (word == null || family.isEmpty()) {
        return null;
      }
      command.append(' ').append(word);
    }
    return command.toString();
  }
}
