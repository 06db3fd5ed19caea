package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's functions by address, out of the /proc/kallsyms that a recording holds: lines of
 * {@code address type name [module]}.
 *
 * <p>Among symbols of one address that one is found which libtraceevent finds: it keeps the last
 * line first and searches as bsearch(3) does.
 */
final class Symbols {
  private final byte[] text;
  private long[] addresses = new long[1 << 12];
  private int[] names = new int[1 << 12];
  private int count;

  private Symbols(byte[] text) {
    this.text = text;
  }

  static Symbols parse(byte[] text) {
    var symbols = new Symbols(text);
    symbols.read();
    symbols.sort();
    return symbols;
  }

  private void read() {
    int line = 0;
    while (line < text.length) {
      int end = line;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      line(line, end);
      line = end + 1;
    }
  }

  private void line(int from, int end) {
    long address = 0;
    int at = from;
    int digit;
    while (at < end && at - from < 16 && (digit = Character.digit(text[at], 16)) >= 0) {
      address = address << 4 | digit;
      at++;
    }
    if (at == from || end - at < 4 || text[at] != ' ' || text[at + 2] != ' ') {
      return;
    }
    byte type = text[at + 1];
    int name = at + 3;
    if (text[name] != '$' && type != 'A' && type != 'a') {
      add(address, name);
    }
  }

  private void add(long address, int name) {
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, count * 2);
      names = Arrays.copyOf(names, count * 2);
    }
    addresses[count] = address;
    names[count++] = name;
  }

  /** By address, unsigned; among equals the last line first. */
  private void sort() {
    if (isSorted()) {
      reverseEquals();
      return;
    }
    Integer[] order = new Integer[count];
    for (int i = 0; i < count; i++) {
      order[i] = count - 1 - i;
    }
    long[] unsorted = addresses;
    Arrays.sort(order, (a, b) -> Long.compareUnsigned(unsorted[a], unsorted[b]));
    long[] sorted = new long[count];
    int[] sortedNames = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = addresses[order[i]];
      sortedNames[i] = names[order[i]];
    }
    addresses = sorted;
    names = sortedNames;
  }

  private boolean isSorted() {
    for (int i = 1; i < count; i++) {
      if (Long.compareUnsigned(addresses[i - 1], addresses[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private void reverseEquals() {
    int from = 0;
    while (from < count) {
      int to = from + 1;
      while (to < count && addresses[to] == addresses[from]) {
        to++;
      }
      for (int i = from, j = to - 1; i < j; i++, j--) {
        int name = names[i];
        names[i] = names[j];
        names[j] = name;
      }
      from = to;
    }
  }

  /** Index of the symbol that an address is in, or -1. */
  int find(long address) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (addresses[middle] == address) {
        return middle;
      }
      if (Long.compareUnsigned(address, addresses[middle]) < 0) {
        high = middle;
      } else if (middle + 1 < count && Long.compareUnsigned(address, addresses[middle + 1]) < 0) {
        return middle;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  /** Index of the symbol of this name; -1 where there is none, or more than one. */
  int only(String name) {
    int found = -1;
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** Of the symbols whose names begin so: where each begins and ends, one after the other. */
  long[] ranges(String prefix) {
    long[] ranges = new long[0];
    int used = 0;
    int next = 0; // the first symbol that has another address
    for (int i = 0; i < count; i++) {
      while (next < count && addresses[next] == addresses[i]) {
        next++;
      }
      if (begins(i, prefix)) {
        ranges = used < ranges.length ? ranges : Arrays.copyOf(ranges, 2 * used + 2);
        ranges[used++] = addresses[i];
        ranges[used++] = next < count ? addresses[next] : addresses[i] + 1;
      }
    }
    return Arrays.copyOf(ranges, used);
  }

  private boolean isNamed(int index, String name) {
    int end = names[index] + name.length();
    return begins(index, name) && (end == text.length || text[end] <= ' ');
  }

  private boolean begins(int index, String prefix) {
    int from = names[index];
    if (prefix.length() > text.length - from) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  long address(int index) {
    return addresses[index];
  }

  String name(int index) {
    return word(names[index]);
  }

  /** The module that the symbol is in; null for the kernel itself. */
  @Nullable String module(int index) {
    int at = names[index];
    while (at < text.length && text[at] > ' ') {
      at++;
    }
    if (at + 1 >= text.length || text[at] != '\t' || text[at + 1] != '[') {
      return null;
    }
    String word = word(at + 2);
    return word.endsWith("]") ? word.substring(0, word.length() - 1) : null;
  }

  private String word(int from) {
    int end = from;
    while (end < text.length && text[end] > ' ') {
      end++;
    }
    return new String(text, from, end - from, ISO_8859_1);
  }
}
