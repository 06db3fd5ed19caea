package modtrace.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modtrace.event.TraceTally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of tasks are any 15 bytes. */
class TextCommTest {
  private static final String REST = "-186    [000] .....   131.500000: module_free: vkms\n";
  private static final String TOLD = "-186 cpu 0 at 131500000000 ns";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a b c",
        "my-prog-12",
        "a-7 [001] d-184",
        "x: y: z:",
        "-1 [1] 2: a: -",
        "a) (b",
        "%s%d%n",
        "# hash",
        "=> fake",
        "CPU:0 [LOST 1]",
        "tab\there",
        "\u001b[31mred",
        "a\r",
        "[",
        "123",
        "<idle>",
        "<...>",
        "new\nline",
        "\nlead",
        "trail\n",
        "a\n\nb\n",
        "\n\n\n",
        "-1 [0] 1: y:\nz",
        "-1 [0] 1: y:\n"
      })
  void readsAName(String comm) throws Exception {
    Told told = Told.of(" ".repeat(16 - comm.length()) + comm + REST);
    assertEquals("free vkms | " + comm + TOLD, told.items());
    assertEquals(new TraceTally(0, 1, 0, 0, 0), told.tally());
  }

  @Test
  void readsANameThatIsNotUtf8() throws Exception {
    byte[] line = ("         \u00ff\u00feqq\u00e9  " + REST).getBytes(ISO_8859_1);
    assertEquals("free vkms | \\xff\\xfeqq\\xe9  " + TOLD, Told.of(line).items());
  }

  @Test
  void keepsTheLettersOfANameThatIsCutInsideOne() throws Exception {
    byte[] line = ("   caf\u00c3\u00a9 na\u00c3\u00afv\u00e2\u0082" + REST).getBytes(ISO_8859_1);
    assertEquals("free vkms | café naïv\\xe2\\x82" + TOLD, Told.of(line).items());
  }

  @Test
  void doesNotJoinAShortLineToATraceLineThatStandsAlone() throws Exception {
    Told told = Told.of("  hello\n            bash" + REST);
    assertEquals("1: no trace line:   hello\nfree vkms | bash" + TOLD, told.items());
  }

  @Test
  void countsBothLinesOfANameWithANewline() throws Exception {
    Told told = Told.of("        new\nline" + REST + "          a\n\nb\n\n" + REST + "garbage\n");
    assertEquals(
        "free vkms | new\nline"
            + TOLD
            + "\nfree vkms | a\n\nb\n\n"
            + TOLD
            + "\n8: no trace line: garbage",
        told.items());
    assertEquals(8, told.tally().firstUnparsed());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "my-prog-12-186 [000]   131.500000: module_free: vkms",
        "my-prog-12 186 [000]   131.500000: module:module_free: vkms",
        "trace.dat:       my-prog-12-186   [000]   131.500000: module_free:  vkms",
        "    >       my-prog-12-186   [000]   131.500000: module_free:  vkms",
        "my-prog-12-186     (-------) [000] .....   131.500000: module_free: vkms"
      })
  void findsTheNameWhereTheColumnsHaveBeenShifted(String line) throws Exception {
    assertEquals("free vkms | my-prog-12" + TOLD, Told.line(line));
  }
}
