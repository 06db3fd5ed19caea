package modtrace.picture;

import modtrace.render.Printable;

/** XML that is written as it comes; every text and every value is escaped. */
final class Markup {
  private final StringBuilder text = new StringBuilder(1 << 16);

  /** Opens an element; attributes by name and value in turn. */
  Markup open(String element, Object... attributes) {
    begin(element, attributes);
    text.append('>');
    return this;
  }

  Markup close(String element) {
    text.append("</").append(element).append(">\n");
    return this;
  }

  /** An element without content. */
  Markup empty(String element, Object... attributes) {
    begin(element, attributes);
    text.append("/>\n");
    return this;
  }

  /** An element of nothing but text. */
  Markup element(String element, String content, Object... attributes) {
    return open(element, attributes).text(content).close(element);
  }

  private void begin(String element, Object... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text(
          attributes[i + 1] instanceof Double number
              ? Scale.round(number)
              : attributes[i + 1] + "");
      text.append('"');
    }
  }

  /**
   * Text, possibly out of a trace: a task may call itself {@code <script>}, and what XML does not
   * allow at all stands there as a terminal would be shown it.
   */
  Markup text(String raw) {
    String printable = Printable.text(raw);
    for (int i = 0; i < printable.length(); i++) {
      char c = printable.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        case '\'' -> text.append("&#39;");
        default -> text.append(c);
      }
    }
    return this;
  }

  /** Our own, as it is. */
  Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
