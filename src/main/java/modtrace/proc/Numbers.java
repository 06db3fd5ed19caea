package modtrace.proc;

/** Numbers in the text of the kernel's files. */
public final class Numbers {
  private static final int DECIMAL = 10;

  private Numbers() {}

  /**
   * A decimal number.
   *
   * @param of what it is, for people
   */
  public static int decimal(String digits, String of) throws OddTextException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw odd(of, digits, e);
    }
  }

  /** As above, of 64 bits. */
  public static long decimalLong(String digits, String of) throws OddTextException {
    return number(digits, DECIMAL, of);
  }

  /** As above, to another base. */
  public static long number(String digits, int radix, String of) throws OddTextException {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw odd(of, digits, e);
    }
  }

  /**
   * Whether a text is decimal digits alone, one at least. By hand, for a look asks it of hundreds
   * of words before a pattern would be compiled.
   *
   * @param most how many digits it may have: nine are always an {@code int}
   */
  public static boolean isDecimal(String text, int most) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= most;
  }

  /** {@code major:minor}. */
  public static int[] pair(String pair, String of) throws OddTextException {
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new OddTextException(of, pair);
    }
    return new int[] {
      decimal(pair.substring(0, colon), of), decimal(pair.substring(colon + 1), of)
    };
  }

  private static OddTextException odd(String of, String digits, NumberFormatException e) {
    var odd = new OddTextException(of, digits);
    odd.initCause(e);
    return odd;
  }
}
