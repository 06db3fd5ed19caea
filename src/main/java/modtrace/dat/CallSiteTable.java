package modtrace.dat;

import java.io.IOException;
import java.util.Arrays;
import modtrace.event.CallSite;
import org.jspecify.annotations.Nullable;

/** The call sites met so far by address: each is looked up once. */
final class CallSiteTable {
  private final DatFile file;
  private long[] keys = new long[256];
  private @Nullable CallSite[] sites = new CallSite[256];
  private int count;

  CallSiteTable(DatFile file) {
    this.file = file;
  }

  CallSite at(long address) throws IOException {
    int slot = slot(address);
    CallSite site = sites[slot];
    if (site == null) {
      site = look(address);
      if (++count > keys.length / 2) {
        grow();
        slot = slot(address);
      }
      keys[slot] = address;
      sites[slot] = site;
    }
    return site;
  }

  private int slot(long address) {
    int mask = keys.length - 1;
    int slot = Long.hashCode(address * 0x9E3779B97F4A7C15L) & mask;
    while (sites[slot] != null && keys[slot] != address) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    CallSite[] oldSites = sites;
    keys = new long[oldKeys.length * 2];
    sites = Arrays.copyOf(new CallSite[0], oldKeys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      CallSite site = oldSites[i];
      if (site != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        sites[slot] = site;
      }
    }
  }

  private CallSite look(long address) throws IOException {
    Symbols symbols = file.symbols();
    int symbol = symbols.find(address);
    return symbol < 0
        ? new CallSite("0x" + Long.toHexString(address))
        : new CallSite(symbols.name(symbol), symbols.module(symbol));
  }
}
