package modtrace.render;

/** Text in the cells of a screen, each character in one. */
final class Cells {
  /** Latin, Greek and Cyrillic, none of which takes two cells. */
  private static final int FIRST_WIDE = 0x530;

  private static final char CUT = '…';

  private Cells() {}

  /** As much of a printable text as fits into so many cells, with a mark where that is not all. */
  static String cut(String printable, int width, boolean utf8) {
    String text = single(printable, utf8);
    if (text.length() <= width) {
      return text;
    }
    return width <= 0 ? "" : text.substring(0, width - 1) + (utf8 ? CUT : '>');
  }

  /**
   * The text with every character escaped that is not sure to take one cell, or that the terminal
   * cannot show.
   */
  private static String single(String text, boolean utf8) {
    int i = 0;
    while (i < text.length() && isSingle(text.charAt(i), utf8)) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    var cells = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isSingle(c, utf8)) {
                cells.append((char) c);
              } else {
                cells.append(Printable.escape(c));
              }
            });
    return cells.toString();
  }

  private static boolean isSingle(int c, boolean utf8) {
    return (c >= ' ' && c < 0x7F) || (utf8 && (isDrawing(c) || isNarrowLetter(c)));
  }

  private static boolean isNarrowLetter(int c) {
    return c > 0xA0 && c < FIRST_WIDE && Character.isLetter(c);
  }

  /** What the screen itself draws with. */
  private static boolean isDrawing(int c) {
    return c == CUT || Sparkline.BLOCKS.indexOf(c) >= 0;
  }
}
