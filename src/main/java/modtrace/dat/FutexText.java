package modtrace.dat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sys_enter_futex} as trace-cmd's plugin words it: by the operation, with the arguments that
 * this one takes (futex(2)).
 */
final class FutexText implements PrintText {
  private static final int PRIVATE = 128;
  private static final int REALTIME = 256;
  private static final String HEX_VALUE = " val=0x%08llx, REC->val";
  private static final String VALUE = " val=%llu, REC->val";
  private static final String TIMEOUT = " utime=0x%08llx, REC->utime";
  private static final String VALUE2 = " val2=%llu, REC->utime";
  private static final String ADDRESS2 = " uaddr2=0x%08llx, REC->uaddr2";
  private static final String VALUE3 = " val3=0x%08llx, REC->val3";

  /** By number (include/uapi/linux/futex.h): the name, and what else is printed, with its field. */
  private static final String[][] OPERATIONS = {
    {"WAIT", HEX_VALUE, TIMEOUT},
    {"WAKE", VALUE},
    {"FD", VALUE},
    {"REQUEUE", VALUE, VALUE2, ADDRESS2},
    {"CMP_REQUEUE", VALUE, VALUE2, ADDRESS2, VALUE3},
    {"WAKE_OP", VALUE, VALUE2, ADDRESS2, VALUE3},
    {"LOCK_PI", TIMEOUT},
    {"UNLOCK_PI"},
    {"TRYLOCK_PI"},
    {"WAIT_BITSET", HEX_VALUE, TIMEOUT, VALUE3},
    {"WAKE_BITSET", VALUE, VALUE3},
    {"WAIT_REQUEUE_PI", HEX_VALUE, TIMEOUT, ADDRESS2, VALUE3},
    {"CMP_REQUEUE_PI", VALUE, VALUE2, ADDRESS2, VALUE3},
  };

  private final EventField operation;
  private final PrintFormat[] prints;
  private final PrintFormat other;

  private FutexText(EventField operation, PrintFormat[] prints, PrintFormat other) {
    this.operation = operation;
    this.prints = prints;
    this.other = other;
  }

  /** Null where the event lacks what it needs. */
  static @Nullable FutexText of(EventFormat format, KernelNames names) {
    EventField operation = format.find("op");
    PrintFormat other = PrintFormat.of(format.print(), format, names);
    PrintFormat[] prints = new PrintFormat[OPERATIONS.length];
    for (int i = 0; i < prints.length; i++) {
      PrintFormat print = PrintFormat.of(print(OPERATIONS[i]), format, names);
      if (print == null || operation == null || other == null) {
        return null;
      }
      prints[i] = print;
    }
    return operation == null || other == null ? null : new FutexText(operation, prints, other);
  }

  private static String print(String[] operation) {
    var text = new StringBuilder("\"op=FUTEX_").append(operation[0]).append("%s%s uaddr=0x%08llx");
    var arguments = new StringBuilder();
    for (int i = 1; i < operation.length; i++) {
      int comma = operation[i].indexOf(',');
      text.append(operation[i], 0, comma);
      arguments.append(operation[i].substring(comma));
    }
    return text
        + "\", REC->op & "
        + PRIVATE
        + " ? \"|FUTEX_PRIVATE_FLAG\" : \"\", REC->op & "
        + REALTIME
        + " ? \"|FUTEX_CLOCK_REALTIME\" : \"\", REC->uaddr"
        + arguments;
  }

  @Override
  public void append(CpuEvents event, StringBuilder to) throws IOException, UnknownPrintException {
    long number = Records.number(event, operation) & ~(PRIVATE | REALTIME);
    boolean known = number >= 0 && number < prints.length;
    (known ? prints[(int) number] : other).append(event, to);
  }
}
