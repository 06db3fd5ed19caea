package modtrace.dat;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of modules as strings, each made once; the bytes of an event are compared, not copied. */
final class ModuleNames {
  private static final int SLOTS = 1 << 12;

  /** By the hash of the name; one that needs the place of another drives it out. */
  private final @Nullable Entry[] entries = new Entry[SLOTS];

  private final boolean all;

  /** A name, and whether it is asked for. */
  static final class Entry {
    final String name;
    final boolean wanted;
    private final byte[] bytes;

    Entry(String name, byte[] bytes, boolean wanted) {
      this.name = name;
      this.bytes = bytes;
      this.wanted = wanted;
    }

    boolean matches(byte[] buffer, int from, int length) {
      if (length != bytes.length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (buffer[from + i] != bytes[i]) {
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

  /** The name that is at this index, so many bytes long or up to a NUL. */
  Entry of(byte[] buffer, int from, int most) {
    int hash = 0;
    int length = 0;
    while (length < most && buffer[from + length] != 0) {
      hash = hash * 31 + buffer[from + length++];
    }
    int slot = (hash ^ hash >>> 12) & (SLOTS - 1);
    Entry entry = entries[slot];
    if (entry == null || !entry.matches(buffer, from, length)) {
      entry = make(buffer, from, length);
      entries[slot] = entry;
    }
    return entry;
  }

  private Entry make(byte[] buffer, int from, int length) {
    byte[] bytes = Arrays.copyOfRange(buffer, from, from + length);
    String name = Comms.decoded(bytes, 0, length);
    return new Entry(name, bytes, all || wanted.contains(name));
  }
}
