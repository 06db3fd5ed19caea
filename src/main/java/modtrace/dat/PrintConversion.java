package modtrace.dat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One {@code %} of a print format, with its argument.
 *
 * @param flags of {@code -0#}
 * @param width null where there is none
 * @param precision null where there is none
 * @param bytes how many of the number count: 1, 2, 4 or 8
 */
record PrintConversion(
    char letter,
    String flags,
    @Nullable PrintNumber width,
    @Nullable PrintNumber precision,
    int bytes,
    PrintArgument argument) {

  void append(CpuEvents event, KernelNames names, StringBuilder to)
      throws IOException, UnknownPrintException {
    int begin = to.length();
    int least = width == null ? 0 : small(width.of(event));
    int digits = precision == null ? -1 : small(precision.of(event));
    switch (letter) {
      case 's' -> {
        argument.text().append(event, to);
        if (digits >= 0 && to.length() - begin > digits) {
          to.setLength(begin + digits);
        }
      }
      case 'p' -> pointer(argument.number().of(event), to);
      case 'F' -> function(argument.number().of(event), names, to);
      case 'S' -> functionAndOffset(argument.number().of(event), names, to);
      default -> number(argument.number().of(event), digits, to);
    }
    boolean zeros = flags.indexOf('0') >= 0 && digits < 0 && letter != 's';
    pad(to, begin, least, zeros);
  }

  private static int small(long number) throws UnknownPrintException {
    if (number < 0 || number > 1024) {
      throw new UnknownPrintException();
    }
    return (int) number;
  }

  private static void pointer(long value, StringBuilder to) {
    if (value == 0) {
      to.append("(nil)");
    } else {
      to.append("0x").append(Long.toHexString(value));
    }
  }

  private static void function(long address, KernelNames names, StringBuilder to)
      throws IOException {
    String function = names.function(address);
    if (function == null) {
      to.append("0x").append(Long.toHexString(address));
    } else {
      to.append(function);
    }
  }

  private static void functionAndOffset(long address, KernelNames names, StringBuilder to)
      throws IOException {
    function(address, names, to);
    if (names.function(address) != null) {
      to.append("+0x").append(Long.toHexString(names.offset(address)));
    }
  }

  private void number(long value, int digits, StringBuilder to) {
    boolean signed = letter == 'd' || letter == 'i';
    long cut = cut(value, signed);
    String text =
        switch (letter) {
          case 'd', 'i' -> Long.toString(cut).replace("-", "");
          case 'u' -> Long.toUnsignedString(cut);
          case 'o' -> Long.toOctalString(cut);
          case 'X' -> Long.toHexString(cut).toUpperCase(java.util.Locale.ROOT);
          default -> Long.toHexString(cut);
        };
    if (signed && cut < 0) {
      to.append('-');
    } else if (flags.indexOf('#') >= 0 && cut != 0 && (letter == 'x' || letter == 'X')) {
      to.append('0').append(letter);
    }
    to.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }

  private long cut(long value, boolean signed) {
    return switch (bytes) {
      case 1 -> signed ? (byte) value : value & 0xFF;
      case 2 -> signed ? (short) value : value & 0xFFFF;
      case 4 -> signed ? (int) value : value & 0xFFFFFFFFL;
      default -> value;
    };
  }

  private void pad(StringBuilder to, int begin, int least, boolean zeros) {
    int missing = least - (to.length() - begin);
    if (missing <= 0) {
      return;
    }
    if (flags.indexOf('-') >= 0) {
      to.append(" ".repeat(missing));
    } else if (zeros) {
      to.insert(afterSign(to, begin), "0".repeat(missing));
    } else {
      to.insert(begin, " ".repeat(missing));
    }
  }

  private static int afterSign(StringBuilder to, int begin) {
    if (to.charAt(begin) == '-') {
      return begin + 1;
    }
    boolean prefixed = to.length() > begin + 1 && (to.charAt(begin + 1) | 0x20) == 'x';
    return prefixed ? begin + 2 : begin;
  }
}
