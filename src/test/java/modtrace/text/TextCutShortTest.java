package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that ends inside a line, and line ends of other systems. */
class TextCutShortTest {
  private static final String FREE =
      "            bash-25      [000] .....     1.000002: module_free: drm\n";
  private static final String FREED = "free drm | bash-25 cpu 0 at 1000002000 ns";
  private static final String HEAD = "            bash-25      [000] .....     1.000002: ";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "         ba",
        "            bash-2",
        "            bash-25      [0",
        "            bash-25      [000] ..",
        "            bash-25      [000] .....     1.00",
        HEAD + "module_g",
        HEAD + "module_get:",
        HEAD + "module_get: vk",
        HEAD + "module_get: vkms call_s",
        HEAD + "module_get: vkms call_site=drm_st",
        HEAD + "module_get: vkms call_site=drm_stub_open refcnt=",
        HEAD + "module_load: vk",
        HEAD + "module_request: fs-x wait=1 call_",
      })
  void saysThatTheLastLineIsCutShort(String end) throws Exception {
    Told told = Told.of(FREE + end);
    assertEquals(
        FREED + "\n2: cut short: " + end.substring(0, Math.min(80, end.length())), told.items());
    assertEquals(2, told.tally().firstUnparsed());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "module_get: vkms call_site=f refcnt=1, get vkms 1 at f",
    "module_free: vk, free vk",
    "module_load: vkms O, load vkms [O]",
    "module_request: fs-x wait=1 call_site=get_, request fs-x waits at get_",
  })
  void keepsApartAnEventWhoseLastWordMayBeCutShort(String said, String event) throws Exception {
    assertEquals(
        FREED + "\ncut short: " + event + " | bash-25 cpu 0 at 1000002000 ns",
        Told.of(FREE + HEAD + said).items());
  }

  @Test
  void neverMisreadsALineCutAnywhere() throws Exception {
    String whole = HEAD + "module_get: vkms call_site=drm_stub_open [drm] refcnt=12";
    for (int length = 1; length < whole.length() - 1; length++) {
      Told told = Told.of(FREE + whole.substring(0, length));
      boolean blank = whole.substring(0, length).isBlank();
      assertEquals(blank ? 0 : 1, told.tally().unparsed(), whole.substring(0, length));
    }
  }

  @Test
  void readsDosLineEnds() throws Exception {
    String text =
        """
        cpus=2
                bash-25      [000] .....     1.000002: module_load: vkms OE
                bash-25      [000] .....     1.000002: module_get: vkms call_site=f [m] refcnt=2
        CPU:1 [LOST 5 EVENTS]

                new
        line-25      [000] .....     1.000002: module_free: vkms
        oops
        """;
    Told told =
        Told.of(
            text.replace("        bash", "            bash")
                .replace("\n", "\r\n")
                .replace("new\r", "new"));
    assertEquals(
        """
        load vkms [OE] | bash-25 cpu 0 at 1000002000 ns
        get vkms 2 at f [m] | bash-25 cpu 0 at 1000002000 ns
        lost 5 cpu 1
        free vkms | new
        line-25 cpu 0 at 1000002000 ns
        8: no trace line: oops""",
        told.items());
    assertEquals(2, told.tally().cpus());
  }
}
