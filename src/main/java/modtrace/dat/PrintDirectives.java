package modtrace.dat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows a {@code %}, and takes the arguments that it needs, one after the other. */
final class PrintDirectives {
  private final String text;
  private final List<PrintArgument> arguments;
  private int used;
  private int at;

  PrintDirectives(String text, List<PrintArgument> arguments) {
    this.text = text;
    this.arguments = arguments;
  }

  /** Where the text goes on after the last one. */
  int end() {
    return at;
  }

  /** The one whose {@code %} is just before this place. */
  PrintConversion at(int begin) throws UnknownPrintException {
    at = begin;
    String flags = run("-0#");
    PrintNumber width = size();
    PrintNumber precision = null;
    if (peek() == '.') {
      at++;
      precision = size();
      precision = precision == null ? event -> 0 : precision;
    }
    String length = run("hlLzZ");
    char letter = letter();
    boolean plain = width == null && precision == null && flags.isEmpty() && length.isEmpty();
    if (!plain && "pFS".indexOf(letter) >= 0) {
      throw new UnknownPrintException();
    }
    PrintArgument argument = next();
    if (letter != 's') {
      argument.number();
    } else if (!length.isEmpty() || flags.indexOf('0') >= 0 || flags.indexOf('#') >= 0) {
      throw new UnknownPrintException();
    } else {
      argument.text();
      if (argument.rigid() && (width != null || precision != null)) {
        throw new UnknownPrintException();
      }
    }
    return new PrintConversion(letter, flags, width, precision, bytes(length), argument);
  }

  private String run(String letters) {
    int from = at;
    while (letters.indexOf(peek()) >= 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** Digits, or an argument that tells the number; null where there is neither. */
  private @Nullable PrintNumber size() throws UnknownPrintException {
    if (peek() == '*') {
      at++;
      return next().number();
    }
    String digits = run("0123456789");
    if (digits.length() > 4) {
      throw new UnknownPrintException();
    }
    int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    return digits.isEmpty() ? null : event -> number;
  }

  /** Of the pointers, F is a function, S a function with offset; others are not known. */
  private char letter() throws UnknownPrintException {
    char letter = peek();
    at++;
    if ("duixXos".indexOf(letter) >= 0 && peek() != '\t') {
      return letter;
    }
    if (letter != 'p') {
      throw new UnknownPrintException();
    }
    char kind = peek();
    if (kind == 's' || kind == 'f' || kind == 'S' || kind == 'F') {
      at++;
      return kind == 's' || kind == 'f' ? 'F' : 'S';
    }
    if (Character.isLetterOrDigit(kind)) {
      throw new UnknownPrintException();
    }
    return 'p';
  }

  private PrintArgument next() throws UnknownPrintException {
    if (used == arguments.size()) {
      throw new UnknownPrintException();
    }
    return arguments.get(used++);
  }

  private static int bytes(String length) throws UnknownPrintException {
    return switch (length) {
      case "hh" -> 1;
      case "h" -> 2;
      case "" -> 4;
      case "l", "ll", "L", "z", "Z" -> 8;
      default -> throw new UnknownPrintException();
    };
  }
}
