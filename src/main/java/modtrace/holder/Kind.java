package modtrace.holder;

import java.util.Locale;

/** What sort of thing must act to release a reference. */
public enum Kind {
  PROCESS("process", "processes"),
  MODULE("module", "modules"),
  MOUNT("file system", "file systems"),
  SOCKET("socket", "sockets"),
  BLOCK("block device", "block devices"),
  NET("network configuration", "network configuration"),
  NETFILTER("packet filter", "packet filters"),
  CRYPTO("crypto user", "crypto users"),
  CONSOLE("console", "consoles"),
  KERNEL("kernel", "the kernel"),
  LOAD("loader", "the loader"),
  UNKNOWN("unknown", "unknown");

  private final String words;
  private final String many;

  Kind(String words, String many) {
    this.words = words;
    this.many = many;
  }

  /** For people, of so many holders: {@code a process}, {@code processes}. */
  public String words(int holders) {
    boolean plain = holders > 1 || many.startsWith("the ") || many.equals(words);
    return plain ? many : "a " + words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** For programs: the word of the JSON output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
