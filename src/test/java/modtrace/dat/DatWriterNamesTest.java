package modtrace.dat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Names of tasks and functions that are gathered while a recording goes on. */
final class DatWriterNamesTest {
  private static void add(DatWriterSymbols symbols, String kallsyms) throws IOException {
    symbols.add(new ByteArrayInputStream(kallsyms.getBytes(ISO_8859_1)));
  }

  @Test
  void remembersTasksThatTheKernelForgot() {
    var names = new DatWriterCommandLines();
    names.add("339 (udev-worker)\n545 systemd-logind\n");
    names.add("545 a b\nrest of a name\n812 sh\n");
    assertEquals("339 (udev-worker)\n545 a b\n812 sh\n", names.text());
  }

  @Test
  void keepsTheFunctionsOfAModuleThatIsGone() throws IOException {
    var symbols = new DatWriterSymbols();
    add(symbols, "f0 T core\nff10 t tun_get\t[tun]\nff30 t drm_stub_open\t[drm]\n");
    add(symbols, "f0 T core\nff10 t tun_get\t[tun]\n");
    assertEquals(
        "f0 T core\nff10 t tun_get\t[tun]\nff30 t drm_stub_open\t[drm]\n",
        symbols.text().toString());
  }

  @Test
  void forgetsTheFunctionsOfAPlaceThatAnotherModuleHas() throws IOException {
    var symbols = new DatWriterSymbols();
    add(symbols, "f0 T core\nff10 t old\t[loop]\nff90 t far\t[loop]\n");
    add(symbols, "f0 T core\nff00 t begin\t[tun]\nff20 t end\t[tun]\n");
    assertEquals(
        "f0 T core\nff00 t begin\t[tun]\nff20 t end\t[tun]\nff90 t far\t[loop]\n",
        symbols.text().toString());
  }

  @Test
  void doesWithoutModules() throws IOException {
    var symbols = new DatWriterSymbols();
    add(symbols, "f0 T core\n");
    assertEquals("f0 T core\n", symbols.text().toString());
  }
}
