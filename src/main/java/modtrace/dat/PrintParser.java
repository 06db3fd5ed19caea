package modtrace.dat;

import java.util.ArrayList;
import java.util.List;
import modtrace.dat.PrintTokens.Kind;

/**
 * Reads the arguments of a {@code print fmt}: C expressions over the record's fields, and the few
 * functions of the kernel's {@code include/trace/stages/stage3_trace_output.h} (before 6.0, {@code
 * include/trace/trace_events.h}).
 */
final class PrintParser {
  private static final int DEEPEST = 200;

  /** Each may be one step deeper when a record is printed; real formats have some ten. */
  private static final int MOST_OPERATORS = 500;

  private static final int TIGHTEST = Integer.MAX_VALUE;

  private final PrintTokens in;
  private final EventFormat format;
  private final KernelNames names;
  private int depth;
  private int operators;

  /** How tightly the operator binds that all of the argument read last is under. */
  private int top;

  PrintParser(PrintTokens in, EventFormat format, KernelNames names) {
    this.in = in;
    this.format = format;
    this.names = names;
  }

  /** All arguments after the format's string, to the end. */
  List<PrintArgument> arguments() throws UnknownPrintException {
    List<PrintArgument> all = new ArrayList<>();
    while (in.skip(",")) {
      all.add(argument());
    }
    if (in.kind() != Kind.END) {
      throw new UnknownPrintException();
    }
    return all;
  }

  private PrintArgument argument() throws UnknownPrintException {
    PrintArgument first = row(PrintOperator.LOOSEST);
    if (top > 0 && in.skip("?")) {
      PrintNumber condition = first.number();
      PrintArgument yes = part();
      in.expect(":");
      first = yes.or(condition, part());
      top = 0;
    }
    return first;
  }

  /**
   * One side of a choice; trace-cmd takes {@code a ? b : c ? d : e} for another one than C does.
   */
  private PrintArgument part() throws UnknownPrintException {
    PrintArgument part = row(PrintOperator.LOOSEST);
    if (in.is("?") || top == 0) {
      throw new UnknownPrintException();
    }
    return part;
  }

  /** Operands and the operators between them that bind at least so tightly. */
  private PrintArgument row(int loosest) throws UnknownPrintException {
    PrintArgument left = operand();
    PrintOperator before = null;
    while (in.kind() == Kind.SIGN) {
      PrintOperator operator = PrintOperator.of(in.word());
      if (operator == null || operator.tightness < loosest) {
        break;
      }
      if (before != null && !operator.mayFollow(before)) {
        throw new UnknownPrintException();
      }
      in.advance();
      left = left.with(operator, right(operator));
      if (left.constant() == null && ++operators > MOST_OPERATORS) {
        throw new UnknownPrintException();
      }
      before = operator;
    }
    return left;
  }

  /** trace-cmd takes {@code a * (b + c)} for {@code a * b + c}. */
  private PrintArgument right(PrintOperator operator) throws UnknownPrintException {
    PrintArgument right = row(operator.tightness + 1);
    if (top < operator.tightness) {
      throw new UnknownPrintException();
    }
    top = operator.tightness;
    return right;
  }

  private PrintArgument operand() throws UnknownPrintException {
    if (++depth > DEEPEST) {
      throw new UnknownPrintException();
    }
    PrintArgument operand = in.is("(") ? bracket() : unbracketed();
    depth--;
    return operand;
  }

  private PrintArgument unbracketed() throws UnknownPrintException {
    PrintArgument operand =
        switch (in.kind()) {
          case STRING -> PrintArgument.text(in.take(Kind.STRING));
          case NUMBER -> PrintArgument.constant(number(in.take(Kind.NUMBER)));
          case NAME -> named(in.take(Kind.NAME));
          case SIGN -> signed();
          case END -> throw new UnknownPrintException();
        };
    top = TIGHTEST;
    return operand;
  }

  private PrintArgument signed() throws UnknownPrintException {
    if (in.skip("-")) {
      return PrintArgument.constant(0).with(PrintOperator.MINUS, operand());
    }
    if (in.skip("~")) {
      return PrintArgument.constant(-1).with(PrintOperator.BIT_XOR, operand());
    }
    if (in.skip("!")) {
      return PrintArgument.constant(0).with(PrintOperator.EQUAL, operand());
    }
    throw new UnknownPrintException();
  }

  /** A cast and what it is of, or something in brackets. */
  private PrintArgument bracket() throws UnknownPrintException {
    int mark = in.mark();
    in.expect("(");
    PrintCast cast = PrintCast.read(in);
    if (cast != null) {
      PrintArgument result = cast(cast);
      top = TIGHTEST;
      return result;
    }
    in.back(mark);
    in.expect("(");
    PrintArgument inner = argument();
    in.expect(")");
    return inner.inBrackets();
  }

  /** Only of what cannot be taken for something else: {@code (int)-1} is 0 − 1 to trace-cmd. */
  private PrintArgument cast(PrintCast cast) throws UnknownPrintException {
    if (in.kind() == Kind.SIGN && !in.is("(")) {
      throw new UnknownPrintException();
    }
    return operand().with(PrintOperator.BIT_AND, PrintArgument.constant(cast.mask()));
  }

  /** A number as C writes it, decimal, octal or hexadecimal; what is after it tells its type. */
  static long number(String word) throws UnknownPrintException {
    int end = word.length();
    while (end > 0 && "uUlL".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    String digits = word.substring(0, end);
    try {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return Long.parseUnsignedLong(digits.substring(2), 16);
      }
      return Long.parseUnsignedLong(digits, digits.startsWith("0") ? 8 : 10);
    } catch (NumberFormatException e) {
      throw new UnknownPrintException();
    }
  }

  private PrintArgument named(String name) throws UnknownPrintException {
    if (name.equals("REC")) {
      in.expect("->");
      return element(field(in.take(Kind.NAME)));
    }
    if (in.skip("(")) {
      PrintArgument result = called(name);
      in.expect(")");
      return result;
    }
    return symbol(name);
  }

  /** Not a constant to trace-cmd, though it is one. */
  private PrintArgument symbol(String name) throws UnknownPrintException {
    long address = names.address(name);
    return PrintArgument.of((PrintNumber) e -> address);
  }

  private PrintArgument called(String name) throws UnknownPrintException {
    return switch (name) {
      case "__print_flags" -> {
        PrintNumber flags = argument().number();
        in.expect(",");
        yield PrintArgument.rigid(new PrintLists(this, in).flags(flags));
      }
      case "__print_symbolic" -> {
        PrintNumber number = argument().number();
        yield PrintArgument.rigid(new PrintLists(this, in).symbolic(number));
      }
      case "__get_str" -> PrintArgument.of(PrintFields.string(dynamic()));
      case "__get_bitmask" -> PrintArgument.of(PrintFields.bitmask(dynamic()));
      case "__get_dynamic_array_len" -> PrintArgument.of(PrintFields.length(dynamic()));
      case "__print_hex" -> hex(" ");
      case "__print_hex_str" -> hex("");
      case "__print_array" -> array();
      case "sizeof" -> PrintArgument.constant(PrintCast.size(in));
      case PrintOverrides.SITE -> PrintArgument.of(PrintOverrides.site(argument().number(), names));
      case PrintOverrides.FUNCTION ->
          PrintArgument.of(PrintOverrides.function(argument().number(), names));
      default -> throw new UnknownPrintException();
    };
  }

  private PrintArgument hex(String between) throws UnknownPrintException {
    EventField field = bytes();
    in.expect(",");
    return PrintArgument.of(PrintFields.hex(field, argument().number(), between));
  }

  private PrintArgument array() throws UnknownPrintException {
    EventField field = bytes();
    in.expect(",");
    PrintNumber count = argument().number();
    in.expect(",");
    return PrintArgument.of(PrintFields.array(field, count, number(in.take(Kind.NUMBER))));
  }

  /** {@code REC->field} or {@code __get_dynamic_array(field)}, an array whose bytes are meant. */
  private EventField bytes() throws UnknownPrintException {
    String name = in.take(Kind.NAME);
    if (name.equals("REC")) {
      in.expect("->");
      EventField field = field(in.take(Kind.NAME));
      if (!field.array() || field.isDynamic() || field.size() == 0) {
        throw new UnknownPrintException();
      }
      return field;
    }
    if (!name.equals("__get_dynamic_array")) {
      throw new UnknownPrintException();
    }
    in.expect("(");
    EventField field = dynamic();
    in.expect(")");
    return field;
  }

  private EventField dynamic() throws UnknownPrintException {
    EventField field = field(in.take(Kind.NAME));
    if (!field.isDynamic() || field.isRelative()) {
      throw new UnknownPrintException();
    }
    return field;
  }

  private EventField field(String name) throws UnknownPrintException {
    EventField field = format.find(name);
    if (field == null) {
      throw new UnknownPrintException();
    }
    return field;
  }

  /** A field, or one element of an array. */
  private PrintArgument element(EventField field) throws UnknownPrintException {
    if (!in.skip("[")) {
      return PrintFields.argument(field, names);
    }
    long index = number(in.take(Kind.NUMBER));
    in.expect("]");
    return PrintArgument.of(PrintFields.element(field, index));
  }

  /** A number that is the same for all records. */
  long constant() throws UnknownPrintException {
    Long number = row(PrintOperator.LOOSEST).constant();
    if (number == null) {
      throw new UnknownPrintException();
    }
    return number;
  }
}
