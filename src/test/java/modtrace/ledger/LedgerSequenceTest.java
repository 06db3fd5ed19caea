package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The order of the events, and what is a gap in it. */
class LedgerSequenceTest {
  private static History idle(String module) {
    return new History(module).by("modprobe", 1).load(module).put(module, "do_init_module", 1);
  }

  @Test
  void twoCpusEventsInTheOtherOrderAreNoGap() {
    var history =
        idle("vkms")
            .every(3_000)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("2: a-5 1, b-6 1", history.holders("vkms"));
  }

  @Test
  void sixteenWaitForTheOneThatBelongsBeforeThem() {
    var history = idle("vkms").inTicks();
    for (int i = 1; i <= 16; i++) {
      history.onCpu(i).by("late", 100 + i).get("vkms", "drm_stub_open", 2 + i);
    }
    history.onCpu(0).by("first", 5).get("vkms", "drm_stub_open", 2);
    assertEquals(17, history.account("vkms").open().size());
    assertEquals(0, history.answer("vkms").gaps());
  }

  @Test
  void theSameFarApartIsAGap() {
    var history =
        idle("vkms")
            .every(60_000)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("1: a-5 1, gaps 2", history.holders("vkms"));
  }

  @Test
  void theSameWithoutTheMissingEventIsAGap() {
    var history = idle("vkms").every(3_000).onCpu(1).by("b", 6).get("vkms", "drm_stub_open", 3);
    assertEquals("2: b-6 1, unexplained 1, gaps 1", history.holders("vkms"));
  }

  @Test
  void theOtherOrderAtTheVeryBeginningIsNoGapEither() {
    var history =
        new History("vkms")
            .every(3_000)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 5)
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 4)
            .every(1_000_000)
            .by("c", 7)
            .get("vkms", "drm_stub_open", 6);
    assertEquals("5: a-5 1, b-6 1, c-7 1, prior 2", history.holders("vkms"));
  }

  @Test
  void twoGetsThatReadTheSameCountAreNoGap() {
    var history =
        idle("vkms")
            .every(1_000)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 3)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .every(1_000_000)
            .by("c", 7)
            .get("vkms", "drm_stub_open", 4);
    assertEquals("3: a-5 1, b-6 1, c-7 1", history.holders("vkms"));
  }

  @Test
  void twoGetsThatReadTheSameCountAtTheVeryBeginningAreNoGap() {
    var history =
        new History("vkms")
            .every(1_000)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 4)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 4)
            .every(1_000_000)
            .by("c", 7)
            .get("vkms", "drm_stub_open", 5);
    assertEquals("4: a-5 1, b-6 1, c-7 1, prior 1", history.holders("vkms"));
  }

  @Test
  void twoPutsThatReadTheSameCountAreNoGap() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .by("c", 7)
            .get("vkms", "drm_stub_open", 4)
            .every(1_000)
            .by("a", 5)
            .put("vkms", "__fput", 2)
            .onCpu(1)
            .by("b", 6)
            .put("vkms", "__fput", 2);
    assertEquals("1: c-7 1", history.holders("vkms"));
  }

  @Test
  void aSwarmOfRacingEventsIsNoGap() {
    var history = idle("hot").every(1_000);
    for (int i = 0; i < 100; i++) {
      history.onCpu(0).by("a", 5).get("hot", "misc_open", 3).onCpu(1).by("b", 6);
      history.get("hot", "misc_open", 3).put("hot", "__fput", 2);
      history.onCpu(0).by("a", 5).put("hot", "__fput", 1);
    }
    assertEquals("0", history.holders("hot"));
  }

  @Test
  void aTasksPutDoesNotOvertakeItsGet() {
    var history =
        idle("vkms")
            .by("v", 4)
            .get("vkms", "drm_stub_open", 2)
            .by("w", 5)
            .get("vkms", "drm_stub_open", 3)
            .every(1_000)
            .onCpu(1)
            .by("t", 6)
            .get("vkms", "drm_stub_open", 3)
            .put("vkms", "__fput", 2)
            .onCpu(0)
            .by("w", 5)
            .put("vkms", "__fput", 2);
    assertEquals("1: v-4 1", history.holders("vkms"));
  }

  @Test
  void whatWasTakenInAGapIsUnexplained() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 5);
    assertEquals("4: a-5 1, b-6 1, unexplained 2, gaps 1", history.holders("vkms"));
    assertEquals(2, history.account("vkms").untraced());
  }

  @Test
  void whatWasGivenBackInAGapLeavesOnlyBounds() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .get("vkms", "drm_stub_open", 3)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 4)
            .put("vkms", "__fput", 2)
            .by("c", 7)
            .get("vkms", "drm_stub_open", 3);
    assertEquals("2: a-5 1-2, perhaps c-7 0-1, unexplained 1, gaps 1", history.holders("vkms"));
    assertEquals(1, history.account("vkms").missingPuts());
  }

  @Test
  void aGapThatTouchesZeroLeavesNothingOfWhatWasTakenBefore() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("1: b-6 1, gaps 1", history.holders("vkms"));
  }

  @Test
  void eventsInTheOtherOrderAfterAGapAreOneGap() {
    var history =
        idle("vkms")
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 4)
            .every(1_000)
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 3);
    assertEquals("3: a-5 1, b-6 1, unexplained 1, gaps 1", history.holders("vkms"));
  }

  @Test
  void aClockOfUnknownUnitWaitsForAFewEvents() {
    var history =
        idle("vkms")
            .inTicks()
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("2: a-5 1, b-6 1", history.holders("vkms"));
  }

  @Test
  void aClockOfUnknownUnitDoesNotWaitForever() {
    var history = idle("vkms").inTicks().by("b", 6);
    for (int refcnt = 5; refcnt < 25; refcnt++) {
      history.get("vkms", "drm_stub_open", refcnt);
    }
    var account = Objects.requireNonNull(history.ledger().account("vkms"));
    assertEquals(3, account.untraced(), "not settled yet");
  }

  @Test
  void fiftyMicrosecondsApartTheyMayStandInTheOtherOrder() {
    for (long apart : new long[] {50_000, 50_001}) {
      var history = idle("vkms").onCpu(1).by("b", 6).get("vkms", "drm_stub_open", 3);
      history.every(apart).onCpu(0).by("a", 5).get("vkms", "drm_stub_open", 2);
      int gaps = history.account("vkms").gaps();
      assertEquals(apart == 50_000 ? 0 : 2, gaps, apart + " ns");
    }
  }

  /** What waits for its turn belongs to the life that ends there. */
  @Test
  void anEventThatWaitsIsAppliedBeforeALoadAFreeOrALook() {
    assertEquals("1: load 1, gaps 1", waiting().load("vkms").holders("vkms"));
    assertEquals("unloaded: gaps 1", waiting().free("vkms").holders("vkms"));
    assertEquals("2: b-6 1, unexplained 1, gaps 1", waiting().observe("vkms", 2).holders("vkms"));
  }

  private static History waiting() {
    return idle("vkms").every(1_000).onCpu(1).by("b", 6).get("vkms", "drm_stub_open", 3);
  }

  @Test
  void afterAnUnloadTheCountStartsAnywhere() {
    var history = idle("vkms").free("vkms").by("a", 5).get("vkms", "drm_stub_open", 3);
    assertEquals("2: a-5 1, prior 1", history.holders("vkms"));
  }

  @Test
  void aCutGetIsNotTakenForTheOneThatAnotherWaitsFor() {
    var history = waiting().onCpu(0).by("a", 5).cutGet("vkms", "drm_stub_open", 2);
    assertTrue(history.ledger().endsCutShort());
  }

  @Test
  void theAccountsAreInTheOrderOfTheTrace() {
    var history = new History().load("one").load("two");
    assertEquals(
        List.of("one", "two"), history.ledger().accounts().stream().map(Account::module).toList());
  }
}
