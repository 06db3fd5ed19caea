package modtrace.dat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An event of any system in words: as its print format says, which is how trace-cmd report prints
 * it, or else by its fields.
 */
final class EventText {
  /** In characters: all that an event of the largest page can tell. */
  static final int LONGEST = 1 << 19;

  private final FieldText fields;
  private final KernelNames names;
  private final boolean longs;
  private final @Nullable PrintText[] prints;
  private final boolean[] looked;
  private final StringBuilder text = new StringBuilder();

  EventText(DatFile file, CallSiteTable callSites) {
    this.names = new KernelNames(file);
    this.fields = new FieldText(callSites, names);
    this.longs = file.layout.commitSize() == Long.BYTES;
    this.prints = new PrintText[file.largestId() + 1];
    this.looked = new boolean[prints.length];
  }

  String of(CpuEvents event, EventFormat format) throws IOException {
    PrintText print = print(format);
    if (print == null) {
      return fields.of(event, format);
    }
    text.setLength(0);
    try {
      print.append(event, text);
    } catch (UnknownPrintException | DatException e) {
      return fields.of(event, format); // a field that lies outside of the record fails there, too
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  /** The task that it happened in; 0 where the event does not tell. */
  int pid(CpuEvents event, EventFormat format) throws DatException {
    return fields.pid(event, format);
  }

  private @Nullable PrintText print(EventFormat format) {
    int id = format.id();
    if (!looked[id]) {
      looked[id] = true;
      prints[id] = longs ? read(format) : null;
    }
    return prints[id];
  }

  private @Nullable PrintText read(EventFormat format) {
    return switch (format.system() + ":" + format.name()) {
      case "syscalls:sys_enter_futex" -> FutexText.of(format, names);
      case "ftrace:kernel_stack" -> StackText.of(format, names);
      default -> {
        String print = PrintOverrides.of(format);
        yield print == null ? null : PrintFormat.of(print, format, names);
      }
    };
  }
}
