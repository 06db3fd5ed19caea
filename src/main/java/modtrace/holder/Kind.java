package modtrace.holder;

import java.util.Locale;

/** What sort of thing must act to release a reference. */
public enum Kind {
  PROCESS("process"),
  MODULE("module"),
  MOUNT("file system"),
  SOCKET("socket"),
  BLOCK("block device"),
  NET("network configuration"),
  NETFILTER("packet filter"),
  CRYPTO("crypto user"),
  CONSOLE("console"),
  KERNEL("kernel"),
  LOAD("loader"),
  UNKNOWN("unknown");

  private final String words;

  Kind(String words) {
    this.words = words;
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
