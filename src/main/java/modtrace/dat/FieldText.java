package modtrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An event of any system, by the fields that its format names: {@code prev_comm=java
 * prev_pid=9522}, as {@code trace-cmd report -R} prints it. ftrace's own {@code print}, which marks
 * a place in a trace, is the text that was written.
 */
final class FieldText {
  private final CallSiteTable callSites;

  /** Fields that once were no text: trace-cmd never takes them for text again. */
  private final Set<EventField> notText = Collections.newSetFromMap(new IdentityHashMap<>());

  private final KernelNames names;
  private final Map<Integer, FieldForms> forms = new HashMap<>();

  FieldText(CallSiteTable callSites, KernelNames names) {
    this.callSites = callSites;
    this.names = names;
  }

  String of(CpuEvents event, EventFormat format) throws IOException {
    var text = new StringBuilder();
    EventField buf = format.find("buf");
    EventField ip = format.find("ip");
    if (format.system().equals("ftrace")
        && format.name().equals("print")
        && buf != null
        && ip != null) {
      text.append(callSites.at(Records.number(event, ip)).function()).append(": ");
      string(event, Records.text(event, buf), text);
      return withoutNewlines(text);
    }
    FieldForms formed = forms.computeIfAbsent(format.id(), id -> FieldForms.of(format, names));
    for (EventField field : format.fields()) {
      if (!field.name().startsWith("common_")) {
        text.append(' ').append(field.name()).append('=');
        if (!formed.append(field, event, text)) {
          append(event, field, text);
        }
        if (text.length() > EventText.LONGEST) {
          throw new DatException(event.offset(), "an event", "its fields are more than its bytes");
        }
      }
    }
    return text.toString();
  }

  /** The last newlines end the line as well; others would break it. */
  private static String withoutNewlines(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end).replace("\n", "\\n");
  }

  /** The task that it happened in; 0 where the event does not tell. */
  int pid(CpuEvents event, EventFormat format) throws DatException {
    EventField pid = format.find("common_pid");
    return pid == null ? 0 : (int) Records.number(event, pid);
  }

  private void append(CpuEvents event, EventField field, StringBuilder text) throws DatException {
    if (field.array()) {
      array(event, field, text);
    } else {
      number(Records.number(event, field), field, text);
    }
  }

  private static void number(long value, EventField field, StringBuilder text) {
    if (field.isPointer() || (field.isLong() && !field.signed())) {
      text.append("0x").append(Long.toHexString(value));
    } else if (field.signed() && field.size() == 4 && field.isLong()) {
      text.append("0x").append(Integer.toHexString((int) value));
    } else if (field.signed()) {
      text.append(field.size() == 2 && value >= 0 && value < 10 ? " " : "").append(value);
    } else {
      text.append(Long.toUnsignedString(value));
    }
  }

  private void array(CpuEvents event, EventField field, StringBuilder text) throws DatException {
    long place = Records.array(event, field);
    long string = Records.text(event, field);
    if (field.isString() && !notText.contains(field)) {
      if (isPrintable(event.bytes(), string)) {
        string(event, string, text);
        return;
      }
      notText.add(field);
    }
    int from = (int) place;
    int length = (int) (place >>> 32);
    text.append("ARRAY[");
    for (int i = 0; i < length; i++) {
      int value = event.bytes().get(from + i) & 0xFF;
      text.append(i == 0 ? "" : ", ");
      text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
    text.append(']');
  }

  private static boolean isPrintable(ByteBuffer bytes, long place) {
    int from = (int) place;
    for (int i = 0; i < (int) (place >>> 32); i++) {
      byte value = bytes.get(from + i);
      boolean blank = value == '\n' || value == '\t' || value == '\r';
      if ((value < ' ' && !blank) || value == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static void string(CpuEvents event, long place, StringBuilder text) {
    text.append(ModuleFields.text(event.bytes(), place));
  }
}
