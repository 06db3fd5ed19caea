package modtrace.dat;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names of modules as strings, each made once; the bytes of an event are compared, not copied. */
final class ModuleNames {
  private static final int MOST = 1 << 16;

  private final Map<Integer, Entry> entries = new HashMap<>();
  private final boolean all;

  /** A name, and whether it is asked for. */
  static final class Entry {
    final String name;
    final boolean wanted;
    private final byte[] bytes;

    private Entry(String name, byte[] bytes, boolean wanted) {
      this.name = name;
      this.bytes = bytes;
      this.wanted = wanted;
    }

    private boolean matches(ByteBuffer buffer, int from, int length) {
      if (length != bytes.length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (buffer.get(from + i) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final Set<String> wanted;

  ModuleNames(Collection<String> wanted, boolean all) {
    this.wanted = Set.copyOf(wanted);
    this.all = all;
  }

  /**
   * @param place {@code length << 32 | index}
   */
  Entry of(ByteBuffer buffer, long place) {
    int from = (int) place;
    int length = (int) (place >>> 32);
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + buffer.get(from + i);
    }
    Entry entry = entries.get(hash);
    return entry != null && entry.matches(buffer, from, length)
        ? entry
        : make(hash, buffer, from, length);
  }

  private Entry make(int hash, ByteBuffer buffer, int from, int length) {
    byte[] bytes = new byte[length];
    buffer.get(from, bytes);
    String name = Comms.decoded(bytes, 0, length);
    var entry = new Entry(name, bytes, all || wanted.contains(name));
    if (entries.size() < MOST) {
      entries.put(hash, entry);
    }
    return entry;
  }
}
