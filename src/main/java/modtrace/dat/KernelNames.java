package modtrace.dat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the addresses in records stand for: the kernel's symbols, and its own constant strings. */
final class KernelNames {
  /** Each takes a look at all symbols; real formats ask for none or a few. */
  private static final int MOST_ADDRESSES = 1000;

  private final DatFile file;
  private int addresses;
  private @Nullable Map<Long, String> strings;

  KernelNames(DatFile file) {
    this.file = file;
  }

  /** The function that an address is in; null where the recording has none. */
  @Nullable String function(long address) throws IOException {
    Symbols symbols = file.symbols();
    int symbol = symbols.find(address);
    return symbol < 0 ? null : symbols.name(symbol);
  }

  /** How far an address is into its function; 0 where it is in none. */
  long offset(long address) throws IOException {
    Symbols symbols = file.symbols();
    int symbol = symbols.find(address);
    return symbol < 0 ? 0 : address - symbols.address(symbol);
  }

  /** The address of a symbol, which must be the only one of its name. */
  long address(String name) throws UnknownPrintException {
    if (++addresses > MOST_ADDRESSES) {
      throw new UnknownPrintException();
    }
    try {
      Symbols symbols = file.symbols();
      int symbol = symbols.only(name);
      if (symbol < 0) {
        throw new UnknownPrintException();
      }
      return symbols.address(symbol);
    } catch (IOException e) {
      throw new UnknownPrintException();
    }
  }

  /** The constant string at an address, out of printk_formats; null where there is none. */
  @Nullable String string(long address) throws IOException {
    Map<Long, String> known = strings;
    if (known == null) {
      known = read(new String(file.printkFormats(), UTF_8));
      strings = known;
    }
    return known.get(address);
  }

  private static boolean isAddress(String line, int end) {
    return end > 2 && line.substring(0, end).matches("0x[0-9a-f]{1,16}");
  }

  /** Lines of {@code 0xADDRESS : "text\n"}. */
  private static Map<Long, String> read(String text) {
    Map<Long, String> strings = new HashMap<>();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(" : \"");
      if (line.length() > colon + 4 && line.endsWith("\"") && isAddress(line, colon)) {
        String quoted = line.substring(colon + 4, line.length() - 1);
        String string = quoted.endsWith("\\n") ? quoted.substring(0, quoted.length() - 2) : quoted;
        strings.put(Long.parseUnsignedLong(line.substring(2, colon), 16), string);
      }
    }
    return strings;
  }
}
