package modtrace.dat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * ftrace's {@code kernel_stack}: the functions that led to the event before it, innermost first.
 */
final class StackText implements PrintText {
  private final EventField callers;
  private final KernelNames names;

  private StackText(EventField callers, KernelNames names) {
    this.callers = callers;
    this.names = names;
  }

  /** Null where the event has no callers. */
  static @Nullable StackText of(EventFormat format, KernelNames names) {
    EventField callers = format.find("caller");
    return callers == null ? null : new StackText(callers, names);
  }

  /** To the record's end, however many the format says that there are, or to an address of ones. */
  @Override
  public void append(CpuEvents event, StringBuilder to) throws IOException {
    to.append("<stack trace >");
    for (int at = callers.offset(); at <= event.size() - Long.BYTES; at += Long.BYTES) {
      long address = event.bytes().getLong(event.at() + at);
      if (address == -1) {
        return;
      }
      String function = names.function(address);
      to.append("\n=> ");
      if (function == null) {
        to.append(Long.toHexString(address));
      } else {
        to.append(function).append(" (").append(Long.toHexString(address)).append(')');
      }
    }
  }
}
