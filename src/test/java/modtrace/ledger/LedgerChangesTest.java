package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a picture of the accounts is drawn from: each change once, at its time. */
class LedgerChangesTest {
  /** One line for each, with the milliseconds since the beginning. */
  private static final class Told implements Changes {
    final List<String> lines = new ArrayList<>();

    @Override
    public void began(Account account, int useCount) {
      lines.add("began with " + useCount);
    }

    @Override
    public void changed(Account account, Origin at) {
      lines.add(at(at) + " " + account.useCount());
    }

    @Override
    public void gap(Account account, Origin before) {
      lines.add(at(before) + " gap before");
    }

    @Override
    public void ended(Account account, Reference reference, Origin at, @Nullable CallSite site) {
      String by = site == null ? "" : " by " + site.function();
      lines.add(at(at) + " ended " + reference.callSite().function() + by);
    }

    private static String at(Origin origin) {
      return String.valueOf(origin.time() / 1_000_000 - 1000);
    }
  }

  private final Told told = new Told();

  @Test
  void ofALifeFromLoadToUnload() {
    new History(told, "vkms")
        .by("modprobe", 1)
        .load("vkms")
        .put("vkms", "do_init_module", 1)
        .by("a", 5)
        .get("vkms", "drm_stub_open", 2)
        .put("vkms", "__fput", 1)
        .get("vkms", "drm_stub_open", 2)
        .free("vkms");
    assertEquals(
        List.of(
            "1 1",
            "2 ended load_module by do_init_module",
            "2 0",
            "3 1",
            "4 ended drm_stub_open by __fput",
            "4 0",
            "5 1",
            "6 ended drm_stub_open",
            "6 0"),
        told.lines);
  }

  @Test
  void ofATraceThatBeganLaterAndMissedSome() {
    new History(told, "vkms")
        .by("a", 5)
        .put("vkms", "__fput", 3)
        .get("vkms", "drm_stub_open", 4)
        .get("vkms", "drm_stub_open", 7)
        .account("vkms");
    assertEquals(List.of("began with 3", "1 2", "2 3", "3 gap before", "3 6"), told.lines);
  }

  @Test
  void ofALookAtTheCountItself() {
    new History(told, "vkms").observe("vkms", 2).observe("vkms", 2).account("vkms");
    assertEquals(List.of("began with 2"), told.lines);
  }

  @Test
  void ofALoadThatShowsThatAllBeforeIsGone() {
    new History(told, "vkms")
        .by("modprobe", 1)
        .load("vkms")
        .put("vkms", "do_init_module", 1)
        .by("a", 5)
        .get("vkms", "drm_stub_open", 2)
        .by("modprobe", 6)
        .load("vkms")
        .account("vkms");
    assertEquals(List.of("3 1", "4 ended drm_stub_open", "4 1"), told.lines.subList(3, 6));
  }
}
