package modtrace.dat;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a print format: a number or a text, as it is asked for; some can be both.
 *
 * @param asText of a pointer, the text that it points to
 * @param rigid whether trace-cmd passes over width and precision with this text, or some of it
 * @param constant the number, where it is the same for all records
 */
record PrintArgument(
    @Nullable PrintNumber asNumber,
    @Nullable PrintText asText,
    boolean rigid,
    @Nullable Long constant) {
  static PrintArgument of(PrintNumber number) {
    return new PrintArgument(number, null, false, null);
  }

  static PrintArgument of(PrintText text) {
    return new PrintArgument(null, text, false, null);
  }

  static PrintArgument rigid(PrintText text) {
    return new PrintArgument(null, text, true, null);
  }

  static PrintArgument text(String text) {
    return of((PrintText) (event, to) -> to.append(text));
  }

  static PrintArgument constant(long number) {
    return new PrintArgument(event -> number, null, false, number);
  }

  PrintNumber number() throws UnknownPrintException {
    if (asNumber == null) {
      throw new UnknownPrintException();
    }
    return asNumber;
  }

  PrintText text() throws UnknownPrintException {
    if (asText == null) {
      throw new UnknownPrintException();
    }
    return asText;
  }

  /** As such: in brackets a pointer is no longer taken for the text that it points to. */
  PrintArgument inBrackets() {
    return asNumber == null ? this : new PrintArgument(asNumber, null, false, constant);
  }

  /** This and another number under an operator. */
  PrintArgument with(PrintOperator operator, PrintArgument other) throws UnknownPrintException {
    if (constant != null && other.constant != null) {
      return constant(operator.apply(constant, other.constant));
    }
    PrintNumber a = number();
    PrintNumber b = other.number();
    return of((PrintNumber) event -> operator.apply(a.of(event), b.of(event)));
  }

  /** This where the condition holds, else another. */
  PrintArgument or(PrintNumber condition, PrintArgument other) throws UnknownPrintException {
    PrintNumber number = asNumber;
    PrintNumber otherNumber = other.asNumber;
    if (number != null && otherNumber != null) {
      return of(
          (PrintNumber)
              event -> condition.of(event) != 0 ? number.of(event) : otherNumber.of(event));
    }
    PrintText text = text();
    PrintText otherText = other.text();
    PrintText chosen =
        (event, to) -> (condition.of(event) != 0 ? text : otherText).append(event, to);
    return new PrintArgument(null, chosen, rigid || other.rigid, null);
  }
}
