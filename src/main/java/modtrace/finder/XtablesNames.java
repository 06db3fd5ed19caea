package modtrace.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** How x_tables names and lays out what its rules use. */
final class XtablesNames {
  /** struct xt_ct_target_info, helper: 16 characters (include/uapi/linux/netfilter/xt_CT.h). */
  private static final int HELPER = 12;

  private static final int HELPER_LENGTH = 16;

  private XtablesNames() {}

  /**
   * What the kernel puts before a match's or target's name to ask for its module (xt_prefix,
   * net/netfilter/x_tables.c).
   *
   * @param family NFPROTO_* (include/uapi/linux/netfilter.h)
   */
  static String prefix(int family) {
    return switch (family) {
      case 2 -> "ipt_";
      case 3 -> "arpt_";
      case 7 -> "ebt_";
      case 10 -> "ip6t_";
      default -> "xt_";
    };
  }

  /** The connection tracking helper that a CT target sets; empty for none. */
  static String helper(byte[] info) {
    return info.length < HELPER + HELPER_LENGTH ? "" : text(info, HELPER, HELPER_LENGTH);
  }

  /** Characters up to a zero, within these bounds. */
  static String text(byte[] bytes, int start, int length) {
    int end = start;
    while (end < Math.min(bytes.length, start + length) && bytes[end] != 0) {
      end++;
    }
    return end <= start ? "" : new String(bytes, start, end - start, ISO_8859_1);
  }
}
