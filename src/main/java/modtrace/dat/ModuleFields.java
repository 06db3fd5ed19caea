package modtrace.dat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import modtrace.event.ModuleEvent.Type;
import org.jspecify.annotations.Nullable;

/** Where the fields of one of the module events are, by the recording's own format. */
final class ModuleFields {
  private static final int INTERRUPT = 0x08 | 0x10 | 0x40;

  final Type type;
  private final EventField name;
  private final @Nullable EventField ip;
  private final @Nullable EventField number;
  private final @Nullable EventField pid;
  private final @Nullable EventField flags;

  /**
   * Records of at least this size have all fields, of the sizes that they mostly have; none where
   * the format is an odd one.
   */
  final int plainSize;

  /** Where a plain record tells {@code length << 16 | offset} of its name. */
  final int nameOffset;

  /** Where a plain record has {@link #ip}, in 8 bytes. */
  final int ipOffset;

  /** Whether an account needs this event of all modules. */
  final boolean always;

  final boolean put;

  private final boolean big;
  private final int pidOffset;
  private final int flagsOffset;
  private final int numberOffset;
  private final boolean numberIsInt;

  private ModuleFields(EventFormat format, Type type, EventField name, boolean big) {
    this.big = big;
    this.type = type;
    this.name = name;
    this.ip = format.find("ip");
    this.pid = format.find("common_pid");
    this.flags = format.find("common_flags");
    this.number =
        switch (type) {
          case GET, PUT -> format.find("refcnt");
          case LOAD -> format.find("taints");
          case REQUEST -> format.find("wait");
          case FREE -> null;
        };
    this.plainSize = plainSize(format);
    this.pidOffset = pid == null ? 0 : pid.offset();
    this.flagsOffset = flags == null ? 0 : flags.offset();
    this.numberOffset = number == null ? 0 : number.offset();
    this.numberIsInt = number != null && number.size() == Integer.BYTES;
    this.nameOffset = name.offset();
    this.ipOffset = ip == null ? 0 : ip.offset();
    this.always = type == Type.LOAD || type == Type.FREE;
    this.put = type == Type.PUT;
  }

  private int plainSize(EventFormat format) {
    boolean odd =
        name.isRelative()
            || name.size() != 4
            || (ip != null && ip.size() != Long.BYTES)
            || (pid != null && pid.size() != Integer.BYTES)
            || (flags != null && flags.size() != 1);
    int end = odd ? Integer.MAX_VALUE : 0;
    for (EventField field : format.fields()) {
      end = Math.max(end, field.offset() + field.size());
    }
    return end;
  }

  /** Null when the format is of another event, or lacks a field that modtrace needs. */
  static @Nullable ModuleFields of(EventFormat format, boolean big) {
    if (!format.system().equals("module")) {
      return null;
    }
    for (Type type : Type.values()) {
      EventField name = format.find("name");
      if (type.eventName().equals(format.name()) && name != null && name.isDynamic()) {
        var fields = new ModuleFields(format, type, name, big);
        return fields.isWhole() ? fields : null;
      }
    }
    return null;
  }

  private boolean isWhole() {
    return switch (type) {
      case GET, PUT, REQUEST -> ip != null && number != null && pid != null;
      case LOAD -> number != null && pid != null;
      case FREE -> pid != null;
    };
  }

  int pid(CpuEvents event) throws DatException {
    return isPlain(event)
        ? Words.s32(event.page(), event.at() + pidOffset, big)
        : (int) Records.number(event, field(pid));
  }

  boolean inInterrupt(CpuEvents event) throws DatException {
    if (flags == null) {
      return false;
    }
    long bits =
        isPlain(event) ? event.page()[event.at() + flagsOffset] : Records.number(event, flags);
    return (bits & INTERRUPT) != 0;
  }

  long ip(CpuEvents event) throws DatException {
    return isPlain(event)
        ? Words.s64(event.page(), event.at() + ipOffset, big)
        : Records.number(event, field(ip));
  }

  /** refcnt of a get or put, wait of a request, taints of a load. */
  int number(CpuEvents event) throws DatException {
    return isPlain(event) && numberIsInt
        ? Words.s32(event.page(), event.at() + numberOffset, big)
        : (int) Records.number(event, field(number));
  }

  private boolean isPlain(CpuEvents event) {
    return event.size() >= plainSize;
  }

  private static EventField field(@Nullable EventField field) {
    if (field == null) {
      throw new IllegalStateException("no such field");
    }
    return field;
  }

  /** Where the name's bytes are: {@code length << 32 | index}, with a NUL perhaps. */
  long place(CpuEvents event) throws DatException {
    if (isPlain(event)) {
      int place = Words.s32(event.page(), event.at() + nameOffset, big);
      int from = place & 0xFFFF;
      int length = place >>> 16;
      if (from + length <= event.size()) {
        return (long) length << 32 | (event.at() + from);
      }
    }
    return Records.array(event, name);
  }

  static String text(ByteBuffer bytes, long place) {
    byte[] copy = new byte[(int) (place >>> 32)];
    bytes.get((int) place, copy);
    return new String(copy, UTF_8);
  }
}
