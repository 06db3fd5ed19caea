package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event says after its name. */
class TextBodyTest {
  private static final String HEAD = "            bash-25      [000] .....     1.000002: ";
  private static final String BY = " | bash-25 cpu 0 at 1000002000 ns";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "drm_stub_open, drm_stub_open",
    "drm_stub_open [drm], drm_stub_open [drm]",
    "fn+0x1a/0x30, fn",
    "fn+0x1a/0x30 [vkms], fn [vkms]",
    "fn+0x1a, fn",
    "blkdev_get_by_dev.part.0, blkdev_get_by_dev.part.0",
    "nf_sockopt_find.constprop.0.isra.0 [x], nf_sockopt_find.constprop.0.isra.0 [x]",
    "0xffffffffc0a81234, 0xffffffffc0a81234",
  })
  void readsACallSite(String printed, String callSite) throws Exception {
    assertEquals(
        "get vkms 2 at " + callSite + BY,
        Told.line(HEAD + "module_get: vkms call_site=" + printed + " refcnt=2"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "vkms,[]",
    "'vkms ',[]",
    "vkms OE,[OE]",
    "vkms POFCE,[POFCE]",
    "vkms OE0x40000,[OE0x40000]"
  })
  void readsTheTaintFlagsOfALoad(String printed, String taints) throws Exception {
    assertEquals("load vkms " + taints + BY, Told.line(HEAD + "module_load: " + printed));
  }

  @Test
  void readsARequestForAnyWords() throws Exception {
    assertEquals(
        """
        request fs-my disk waits at get_fs_type | bash-25 cpu 0 at 1000002000 ns
        request net-pf-10 at __sock_create | bash-25 cpu 0 at 1000002000 ns
        request a wait=0 call_site=b waits at c | bash-25 cpu 0 at 1000002000 ns""",
        Told.of(
                HEAD
                    + "module_request: fs-my disk wait=1 call_site=get_fs_type\n"
                    + HEAD
                    + "module_request: net-pf-10 wait=0 call_site=__sock_create\n"
                    + HEAD
                    + "module_request: a wait=0 call_site=b wait=1 call_site=c\n")
            .items());
  }

  @Test
  void readsKeysAndValues() throws Exception {
    assertEquals(
        """
        get tun 2 at misc_open | bash-25 cpu 0 at 1000002000 ns
        put tun 2 at drm_release [drm] | bash-25 cpu 0 at 1000002000 ns
        get tun 2 at 0xffffffff81c0a1b2 | bash-25 cpu 0 at 1000002000 ns
        load drm [] | bash-25 cpu 0 at 1000002000 ns
        free md4 | bash-25 cpu 0 at 1000002000 ns
        request fs-my disk waits at f | bash-25 cpu 0 at 1000002000 ns
        request x at f | bash-25 cpu 0 at 1000002000 ns""",
        Told.of(
                HEAD
                    + "module_get:            ip=misc_open refcnt=2 name=tun\n"
                    + HEAD
                    + "module_put: ip=drm_release+0x1a/0x30 [drm] refcnt=0x2 (2) name=tun\n"
                    + HEAD
                    + "module_get: ip=0xffffffff81c0a1b2 (123) refcnt=0x2 (2) name=tun\n"
                    + HEAD
                    + "module_load:           taints=0 name=drm\n"
                    + HEAD
                    + "module_free:           name=md4\n"
                    + HEAD
                    + "module_request:        ip=f wait=1 name=fs-my disk\n"
                    + HEAD
                    + "module_request: ip=f wait=(0) name=x\n")
            .items());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "module_get: ",
        "module_get: vkms",
        "module_get: vkms call_site= refcnt=2",
        "module_get: vkms call_site=  refcnt=2",
        "module_get: vkms call_site=f",
        "module_get: vkms call_site=f refcnt=",
        "module_get: vkms call_site=f refcnt=x",
        "module_get: vkms call_site=f refcnt=-1",
        "module_get: vkms call_site=f refcnt=2x",
        "module_get: vkms call_site=f refcnt=99999999999",
        "module_get: vkms refcnt=2 call_site=f",
        "module_request: vkms wait=1",
        "module_request: vkms call_site=f",
        "module_put: ip=f refcnt=1 name=",
      })
  void doesNotGuessWhatAnEventLeavesOut(String said) throws Exception {
    Told told = Told.of(HEAD + said + "\n");
    String type = said.substring(0, said.indexOf(':'));
    String line = HEAD + said;
    assertEquals(
        "1: not what " + type + " prints: " + line.substring(0, Math.min(80, line.length())),
        told.items());
    assertEquals(1, told.tally().unparsed());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"a-1 [0] 1: module_free: m", "a-1 [0] 1: module_get: m call_site=f refcnt=9"})
  void doesNotBelieveALineThatARequestSmugglesIn(String smuggled) throws Exception {
    Told told =
        Told.of(HEAD + "module_request: fs-\n" + smuggled + " wait=1 call_site=get_fs_type\n");
    assertEquals(2, told.tally().unparsed());
    assertEquals(2, told.items().lines().count());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "module_pin: x",
        "module_gut: x",
        "module_lead: x",
        "module_get_all: x",
        "module_: x"
      })
  void takesNoOtherEventForOneOfTheFive(String said) throws Exception {
    Told told = Told.of(HEAD + said + "\n");
    assertEquals("", told.items());
    assertEquals(1, told.tally().otherEvents());
  }

  @Test
  void readsOnlyTheModulesAskedForButEveryLoadAndFree() throws Exception {
    String text =
        HEAD
            + "module_get: vkms call_site=f refcnt=2\n"
            + HEAD
            + "module_get: vkms2 call_site=f refcnt=2\n"
            + HEAD
            + "module_get: vkm call_site=f refcnt=2\n"
            + HEAD
            + "module_load: other \n"
            + HEAD
            + "module_free: third\n";
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    Told told = Told.of(TextSource.about(List.of("vkms"), in));
    assertEquals(
        "get vkms 2 at f" + BY + "\nload other []" + BY + "\nfree third" + BY, told.items());
    assertEquals(5, told.tally().moduleEvents());
  }
}
