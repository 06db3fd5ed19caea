package modtrace.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One object for each distinct run of bytes, so that a name that stands in a million lines is
 * decoded once.
 *
 * <p>It forgets everything when it grows too large, and keeps nothing long: what it returns is
 * equal by value, not by identity.
 */
final class Interner<T> {
  private static final int MOST = 1 << 14;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The golden ratio's bits: spreads what differs in few bits over all of them. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final int LONGEST_KEY = 1 << 8;

  /** Makes the object for a run of bytes. */
  interface Decoder<T> {
    T decode(byte[] bytes, int from, int to);
  }

  private final Decoder<T> decoder;
  private byte[] @Nullable [] keys = new byte[1 << 9][];
  private @Nullable Object[] values = new Object[keys.length];
  private int size;

  Interner(Decoder<T> decoder) {
    this.decoder = decoder;
  }

  /** The object for a run of bytes, made if it is new. */
  T of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_KEY) {
      return decoder.decode(bytes, from, to);
    }
    int slot = slot(bytes, from, to);
    if (keys[slot] != null) {
      return valueAt(slot);
    }
    byte[] key = Arrays.copyOfRange(bytes, from, to);
    T value = decoder.decode(key, 0, key.length);
    add(slot, key, value);
    return value;
  }

  /** The object for a run of bytes; null where none has been made. */
  @Nullable T find(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    return keys[slot] == null ? null : valueAt(slot);
  }

  /** Gives the object for a run of bytes that has none yet, or another one. */
  void put(byte[] bytes, int from, int to, T value) {
    int slot = slot(bytes, from, to);
    if (keys[slot] != null) {
      values[slot] = value;
    } else if (to - from <= LONGEST_KEY) {
      add(slot, Arrays.copyOfRange(bytes, from, to), value);
    }
  }

  /** Where a run of bytes is, or would be. */
  private int slot(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & (keys.length - 1);
    byte[] key = keys[slot];
    while (key != null && (key.length != to - from || !Bytes.startsWith(bytes, from, to, key))) {
      slot = (slot + 1) & (keys.length - 1);
      key = keys[slot];
    }
    return slot;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a key's slot holds what decoder made of it
  private T valueAt(int slot) {
    return (T) values[slot];
  }

  private void add(int slot, byte[] key, T value) {
    keys[slot] = key;
    values[slot] = value;
    if (++size > keys.length / 2) {
      grow();
    }
  }

  private void grow() {
    byte[] @Nullable [] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    boolean full = size >= MOST;
    keys = new byte[full ? oldKeys.length : oldKeys.length * 2][];
    values = new Object[keys.length];
    size = full ? 0 : size;
    for (int i = 0; i < oldKeys.length && !full; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        int slot = hash(key, 0, key.length) & (keys.length - 1);
        while (keys[slot] != null) {
          slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        values[slot] = oldValues[i];
      }
    }
  }

  /** Eight bytes at a time; the last eight may overlap those before them. */
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    long hash = length;
    if (length < Long.BYTES) {
      for (int i = from; i < to; i++) {
        hash = 31 * hash + bytes[i];
      }
    } else {
      int last = to - Long.BYTES;
      for (int i = from; i < last; i += Long.BYTES) {
        hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
        hash ^= hash >>> 32;
      }
      hash ^= (long) LONGS.get(bytes, last);
    }
    hash *= MIX;
    return (int) (hash >>> 40);
  }
}
