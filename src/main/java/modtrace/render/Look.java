package modtrace.render;

/**
 * What a result may look like: on a terminal it fits the screen and may be painted.
 *
 * @param width columns of the screen; 0 where lines may be as long as they like
 * @param color whether text is painted; nothing is told by paint alone
 * @param utf8 whether more than ASCII is shown
 */
public record Look(int width, boolean color, boolean utf8) {
  /** For pipes and files. */
  public static final Look PLAIN = new Look(0, false, false);

  /** What a text is painted for: SGR parameters (ECMA-48, 8.3.117). */
  public enum Paint {
    /** What answers the question. */
    VERDICT("1"),
    /** Nobody holds it, it can be unloaded. */
    GOOD("1;32"),
    /** Something is not known, or not proved. */
    DOUBT("33"),
    /** What only helps to read the rest. */
    ASIDE("2");

    private final String parameters;

    Paint(String parameters) {
      this.parameters = parameters;
    }
  }

  /** The text, painted where that is wanted. */
  String paint(Paint paint, String text) {
    return color && !text.isEmpty() ? "\033[" + paint.parameters + "m" + text + "\033[0m" : text;
  }
}
