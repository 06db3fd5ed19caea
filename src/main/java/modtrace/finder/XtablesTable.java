package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import modtrace.sys.Fd;
import modtrace.sys.Probe;

/**
 * The rules of a legacy table of iptables, ip6tables or arptables, as getsockopt(2) gives them
 * (IPT_SO_GET_INFO and IPT_SO_GET_ENTRIES, include/uapi/linux/netfilter_ipv4/ip_tables.h).
 *
 * @param changed whether it has rules or chains that are not there from its beginning
 */
record XtablesTable(String name, boolean changed, List<Rule> rules) {
  private static final int NAME_LENGTH = 32;

  /** struct ipt_get_entries, up to its entries. */
  private static final int ENTRIES = 40;

  /** struct xt_entry_match: its size, a name, a revision. */
  private static final int EXTENSION = 32;

  private static final int EXTENSION_NAME = 29;

  /** Nothing that a kernel would give is larger. */
  private static final int MOST = 1 << 28;

  private static final List<String> HOOKS =
      List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

  /** include/uapi/linux/netfilter_arp.h. */
  private static final List<String> ARP_HOOKS = List.of("INPUT", "OUTPUT", "FORWARD");

  /**
   * A rule.
   *
   * @param number counted in its chain from 1, as iptables -D has it
   */
  record Rule(String chain, int number, List<Extension> extensions) {}

  /** A match or, last, the target of a rule. */
  record Extension(String name, ByteBuffer data) {
    byte[] bytes() {
      byte[] bytes = new byte[data.limit()];
      data.get(0, bytes);
      return bytes;
    }
  }

  /**
   * What differs between the protocols.
   *
   * @param family NFPROTO_*
   * @param level of the socket option
   * @param info number of the option that gives a table's size; that for its entries is next
   * @param hooks how many hooks its tables may have
   * @param target offset of an entry's target_offset
   * @param header size of an entry before its matches
   */
  record Format(
      String command, int family, int level, int info, int hooks, int target, int header) {
    static final Format IPV4 = new Format("iptables", 2, 0, 64, 5, 88, 112);
    static final Format IPV6 = new Format("ip6tables", 10, 41, 64, 5, 140, 168);
    static final Format ARP = new Format("arptables", 3, 0, 96, 3, 168, 192);

    private List<String> hookNames() {
      return hooks == ARP_HOOKS.size() ? ARP_HOOKS : HOOKS;
    }
  }

  /** Asks for a table that the namespace has: asking for another would make the kernel make it. */
  static XtablesTable read(Probe probe, Fd socket, Format format, String name) throws IOException {
    int[] words = new int[3 + 2 * format.hooks()];
    byte[] info = named(name, NAME_LENGTH + 4 * words.length);
    probe.socketOption(socket, format.level(), format.info(), info);
    ByteBuffer.wrap(info, NAME_LENGTH, 4 * words.length)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .get(words);
    int size = words[words.length - 1];
    if (size < 0 || size > MOST) {
      throw new IOException("table " + name + " has " + size + " bytes");
    }
    byte[] entries = named(name, ENTRIES + size);
    ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder()).putInt(NAME_LENGTH, size);
    probe.socketOption(socket, format.level(), format.info() + 1, entries);
    int number = words[words.length - 2];
    boolean changed = number > Integer.bitCount(words[0]) + 1;
    int[] starts = Arrays.copyOfRange(words, 1, 1 + format.hooks());
    return new XtablesTable(name, changed, parse(entries, format, words[0], starts));
  }

  private static byte[] named(String name, int size) {
    byte[] value = new byte[size];
    byte[] bytes = name.getBytes(ISO_8859_1);
    System.arraycopy(bytes, 0, value, 0, Math.min(bytes.length, NAME_LENGTH - 1));
    return value;
  }

  /**
   * All entries; the policy at a chain's end looks like a rule without matches.
   *
   * @param valid the hooks that the table has, a bit each
   * @param starts offset of the first entry of each hook's chain
   */
  static List<Rule> parse(byte[] entries, Format format, int valid, int[] starts) {
    ByteBuffer buffer = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
    List<Rule> rules = new ArrayList<>();
    String chain = "";
    int number = 0;
    for (int at = ENTRIES; entries.length - at >= format.header(); ) {
      int target = buffer.getShort(at + format.target()) & 0xffff;
      int next = buffer.getShort(at + format.target() + 2) & 0xffff;
      if (target < format.header() || next < target + EXTENSION || next > entries.length - at) {
        return rules;
      }
      for (int hook = 0; hook < starts.length; hook++) {
        if (((valid >> hook) & 1) != 0 && starts[hook] == at - ENTRIES) {
          chain = format.hookNames().get(hook);
          number = 0;
        }
      }
      List<Extension> extensions = extensions(buffer, at, format.header(), target, next);
      Extension last = extensions.get(extensions.size() - 1);
      if (last.name().equals("ERROR")) {
        chain = XtablesNames.text(last.bytes(), 0, last.data().limit());
        number = 0;
      } else {
        number++;
        rules.add(new Rule(chain, number, extensions));
      }
      at += next;
    }
    return rules;
  }

  private static List<Extension> extensions(
      ByteBuffer buffer, int entry, int header, int target, int next) {
    List<Extension> extensions = new ArrayList<>();
    for (int at = header; target - at >= EXTENSION; ) {
      int size = buffer.getShort(entry + at) & 0xffff;
      if (size < EXTENSION || size > target - at) {
        break;
      }
      extensions.add(extension(buffer, entry + at, size));
      at += size;
    }
    extensions.add(extension(buffer, entry + target, next - target));
    return extensions;
  }

  private static Extension extension(ByteBuffer buffer, int at, int size) {
    byte[] name = new byte[EXTENSION_NAME];
    buffer.get(at + 2, name);
    return new Extension(
        XtablesNames.text(name, 0, name.length), buffer.slice(at + EXTENSION, size - EXTENSION));
  }
}
