package modtrace.dat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the events that an account of some modules has no use for, by their bytes alone,
 * before they are put in order of time: of a busy recording they are the most ({@code
 * src/bench/compare-dat}). What it is not sure of it lets pass.
 */
final class ModuleFilter {
  private final boolean big;
  private final int typeOffset;
  private final int typeEnd;
  private final @Nullable ModuleFields[] fields;
  private final byte[][] wanted;
  private final GapEvents gaps;

  /** Where the puts are that end a module's init, {@code from, to, from, to}. */
  private final long[] endsOfInit;

  private long moduleEvents;
  private long otherEvents;

  /**
   * @param fields by the number of their event; null for events of other systems
   */
  ModuleFilter(DatFile file, @Nullable ModuleFields[] fields, Collection<String> modules)
      throws IOException {
    this.big = file.bytes.order() == ByteOrder.BIG_ENDIAN;
    EventField type = file.typeField();
    this.typeOffset = type.offset();
    this.typeEnd = type.size() == 2 ? type.offset() + 2 : Integer.MAX_VALUE;
    this.fields = fields;
    this.gaps = GapEvents.of(file);
    this.endsOfInit = file.symbols().ranges(DatSource.END_OF_INIT);
    List<byte[]> names = new ArrayList<>();
    for (String module : modules) {
      names.add(module.getBytes(UTF_8));
    }
    this.wanted = names.toArray(new byte[0][]);
  }

  /** Whether the event at this place may be of use; one that is not is counted. */
  boolean passes(byte[] bytes, int at, int size) {
    if (typeEnd > size) {
      return true;
    }
    int id = Words.u16(bytes, at + typeOffset, big);
    ModuleFields module = id < fields.length ? fields[id] : null;
    if (module == null && gaps.has(id, bytes, at, size)) {
      return true;
    }
    if (module == null) {
      otherEvents++;
      return false;
    }
    if (module.plainSize > size || module.always || isWanted(module, bytes, at, size)) {
      return true;
    }
    if (module.put && endsInit(Words.s64(bytes, at + module.ipOffset, big))) {
      return true;
    }
    moduleEvents++;
    return false;
  }

  private boolean endsInit(long ip) {
    for (int i = 0; i < endsOfInit.length; i += 2) {
      if (ip - endsOfInit[i] >= 0 && ip - endsOfInit[i + 1] < 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(ModuleFields module, byte[] bytes, int at, int size) {
    int place = Words.s32(bytes, at + module.nameOffset, big);
    int from = place & 0xFFFF;
    int length = place >>> 16;
    if (from + length > size) {
      return true;
    }
    for (byte[] name : wanted) {
      if (length >= name.length && isName(name, bytes, at + from, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(byte[] name, byte[] bytes, int from, int length) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[from + i] != name[i]) {
        return false;
      }
    }
    return length == name.length || bytes[from + name.length] == 0;
  }

  /** Events of modules that were passed over. */
  long moduleEvents() {
    return moduleEvents;
  }

  /** Events of other systems, all of which are passed over. */
  long otherEvents() {
    return otherEvents;
  }
}
