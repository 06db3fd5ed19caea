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

  private ModuleFields(EventFormat format, Type type, EventField name) {
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
  }

  /** Null when the format is of another event, or lacks a field that modtrace needs. */
  static @Nullable ModuleFields of(EventFormat format) {
    if (!format.system().equals("module")) {
      return null;
    }
    for (Type type : Type.values()) {
      EventField name = format.find("name");
      if (type.eventName().equals(format.name()) && name != null && name.isDynamic()) {
        var fields = new ModuleFields(format, type, name);
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
    return (int) Records.number(event, field(pid));
  }

  boolean inInterrupt(CpuEvents event) throws DatException {
    return flags != null && (Records.number(event, flags) & INTERRUPT) != 0;
  }

  long ip(CpuEvents event) throws DatException {
    return Records.number(event, field(ip));
  }

  /** refcnt of a get or put, wait of a request, taints of a load. */
  int number(CpuEvents event) throws DatException {
    return (int) Records.number(event, field(number));
  }

  private static EventField field(@Nullable EventField field) {
    if (field == null) {
      throw new IllegalStateException("no such field");
    }
    return field;
  }

  /** Where the name's bytes are: {@code length << 32 | index}, without the NUL. */
  long place(CpuEvents event) throws DatException {
    return Records.text(event, name);
  }

  static String text(ByteBuffer bytes, long place) {
    byte[] copy = new byte[(int) (place >>> 32)];
    bytes.get((int) place, copy);
    return new String(copy, UTF_8);
  }
}
