package modtrace.dat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's format strings by address, lines of {@code 0xffffffff81234567 : "text"}. */
final class PrintkFormats {
  private final Map<Long, String> texts = new HashMap<>();

  static PrintkFormats parse(String text) {
    var formats = new PrintkFormats();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(" : \"");
      int end = line.lastIndexOf('"');
      if (line.startsWith("0x") && colon > 2 && colon < 20 && end > colon + 3) {
        formats.add(line.substring(2, colon), line.substring(colon + 4, end));
      }
    }
    return formats;
  }

  private void add(String address, String text) {
    try {
      texts.put(Long.parseUnsignedLong(address, 16), text.replace("\\n", "").replace("\\t", "\t"));
    } catch (NumberFormatException e) {
      return; // no line of printk_formats
    }
  }

  @Nullable String at(long address) {
    return texts.get(address);
  }
}
