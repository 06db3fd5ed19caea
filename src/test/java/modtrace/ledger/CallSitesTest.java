package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import modtrace.event.CallSite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions that take and give back are known for. */
class CallSitesTest {
  private final CallSites sites = CallSites.load();

  @ParameterizedTest
  @CsvSource({
    "drm_stub_open, FILE, opened a DRM device node (/dev/dri/*)",
    "drm_stub_open.isra.0, FILE, opened a DRM device node (/dev/dri/*)",
    "xt_find_match_of_tomorrow, NETFILTER, an iptables rule uses it",
    "vsock_of_tomorrow_sock_create, SOCKET, created a socket",
    "device_of_tomorrow_open, FILE, opened a file or device",
    "nft_device_of_tomorrow_open, NETFILTER, a netfilter rule uses it",
  })
  void isKnownByItsNameOrHowThatBeginsOrEnds(String function, Use use, String meaning) {
    for (int time = 0; time < 2; time++) { // the second time it was found before
      assertEquals(use, sites.use(new CallSite(function)), function);
      assertEquals(meaning, sites.meaning(new CallSite(function)), function);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unheard_of", "opened", "my_xt_match", "sock_created", "#", ""})
  void isNotKnownByAnythingElse(String function) {
    assertEquals(Use.UNKNOWN, sites.use(new CallSite(function)));
    assertNull(sites.meaning(new CallSite(function)));
  }
}
