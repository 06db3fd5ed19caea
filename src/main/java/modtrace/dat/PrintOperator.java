package modtrace.dat;

import org.jspecify.annotations.Nullable;

/** The operators between two numbers, all of them without sign, as trace-cmd reckons. */
enum PrintOperator {
  OR("||", 1),
  AND("&&", 2),
  BIT_OR("|", 3),
  BIT_XOR("^", 4),
  BIT_AND("&", 5),
  EQUAL("==", 6),
  UNEQUAL("!=", 6),
  LESS("<", 7),
  MORE(">", 7),
  AT_MOST("<=", 7),
  AT_LEAST(">=", 7),
  LEFT("<<", 8),
  RIGHT(">>", 8),
  PLUS("+", 9),
  MINUS("-", 9),
  TIMES("*", 10),
  BY("/", 10),
  MODULO("%", 10);

  static final int LOOSEST = 1;

  private final String sign;

  /** How tightly it binds, as in C. */
  final int tightness;

  PrintOperator(String sign, int tightness) {
    this.sign = sign;
    this.tightness = tightness;
  }

  /** Null where the sign stands for none. */
  static @Nullable PrintOperator of(String sign) {
    for (PrintOperator operator : values()) {
      if (operator.sign.equals(sign)) {
        return operator;
      }
    }
    return null;
  }

  /**
   * Whether {@code a OP b THIS c} is the same from whichever end it is reckoned; trace-cmd does not
   * begin at the end that C does.
   */
  boolean mayFollow(PrintOperator before) {
    return tightness != before.tightness
        || (this == before
            && switch (this) {
              case OR, AND, BIT_OR, BIT_XOR, BIT_AND, PLUS, TIMES -> true;
              case EQUAL, UNEQUAL, LESS, MORE, AT_MOST, AT_LEAST, LEFT, RIGHT, MINUS, BY, MODULO ->
                  false;
            });
  }

  long apply(long a, long b) throws UnknownPrintException {
    return switch (this) {
      case OR -> truth(a != 0 || b != 0);
      case AND -> truth(a != 0 && b != 0);
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case BIT_AND -> a & b;
      case EQUAL -> truth(a == b);
      case UNEQUAL -> truth(a != b);
      case LESS -> truth(Long.compareUnsigned(a, b) < 0);
      case MORE -> truth(Long.compareUnsigned(a, b) > 0);
      case AT_MOST -> truth(Long.compareUnsigned(a, b) <= 0);
      case AT_LEAST -> truth(Long.compareUnsigned(a, b) >= 0);
      case LEFT -> a << shift(b);
      case RIGHT -> a >>> shift(b);
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case BY -> Long.divideUnsigned(a, divisor(b));
      case MODULO -> Long.remainderUnsigned(a, divisor(b));
    };
  }

  static long truth(boolean is) {
    return is ? 1 : 0;
  }

  private static int shift(long by) throws UnknownPrintException {
    if (by < 0 || by > 63) {
      throw new UnknownPrintException();
    }
    return (int) by;
  }

  private static long divisor(long number) throws UnknownPrintException {
    if (number == 0) {
      throw new UnknownPrintException();
    }
    return number;
  }
}
