package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.Origin;
import modtrace.event.Task;
import org.junit.jupiter.api.Test;

/** What the ledger cannot know, and that it says so. */
class LedgerBoundsTest {
  private static History idle(String module) {
    return new History(module).by("modprobe", 1).load(module).put(module, "do_init_module", 1);
  }

  @Test
  void aModuleThatTheTraceDoesNotNameHasNoAccount() {
    var history = new History("vkms").by("a", 5).get("drm", "chrdev_open", 2);
    assertNull(history.ledger().account("vkms"));
    assertNull(history.ledger().account("drm"));
  }

  @Test
  void lostEventsMakeTheAnswerPartial() {
    var history =
        idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).lost(2, 17).lost(0, 1).lost(3, -1);
    var answer = history.answer("vkms");
    assertEquals("1: a-5 1", history.holders("vkms"));
    assertEquals(19, answer.lostEvents());
    assertEquals(
        List.of(
            "the trace lost events (1 event on CPU 0, 17 events on CPU 2,"
                + " an unknown number on CPU 3): what is shown held may have been given back there"),
        answer.caveats());
    assertTrue(answer.isPartial());
  }

  @Test
  void aGapMakesTheAnswerPartial() {
    var answer = idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 4).answer("vkms");
    assertEquals(
        List.of("the counts of vkms have 1 gap: gets or puts are missing from the trace"),
        answer.caveats());
  }

  @Test
  void aWholeTraceIsNotPartial() {
    assertFalse(idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).answer("vkms").isPartial());
  }

  @Test
  void atZeroNobodyHoldsAnythingWhateverPutsWereMissed() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .by("c", 7)
            .put("vkms", "__fput", 1)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("1: c-7 1, gaps 1", history.holders("vkms"));
  }

  @Test
  void atZeroNothingIsLeftEvenWhenTheLastPutsRacedEachOther() {
    var history =
        idle("ext4")
            .by("a", 5)
            .get("ext4", "get_filesystem", 2)
            .by("b", 6)
            .get("ext4", "get_filesystem", 3)
            .every(1_000)
            .by("a", 5)
            .put("ext4", "fbcon_release", 1)
            .onCpu(1)
            .by("b", 6)
            .put("ext4", "fbcon_release", 1);
    assertEquals("0", history.holders("ext4"));
  }

  @Test
  void theKernelsOwnCountStandsAboveTheTrace() {
    var more = idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).observe("vkms", 3);
    assertEquals("3: a-5 1, unexplained 2, gaps 1", more.holders("vkms"));
    var fewer =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .get("vkms", "drm_stub_open", 3)
            .observe("vkms", 1);
    assertEquals("1: a-5 1-2, gaps 1", fewer.holders("vkms"));
    var none = idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).observe("vkms", 0);
    assertEquals("0: gaps 1", none.holders("vkms"));
  }

  @Test
  void theKernelsOwnCountOfAnIdleModuleIsNotForgotten() {
    assertEquals("2: unexplained 2, gaps 1", idle("vkms").observe("vkms", 2).holders("vkms"));
  }

  @Test
  void theKernelsOwnCountThatAgreesIsNoGap() {
    var history = idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).observe("vkms", 1);
    assertEquals("1: a-5 1", history.holders("vkms"));
  }

  @Test
  void withoutEventsTheKernelsOwnCountIsAllPrior() {
    assertEquals("2: prior 2", new History().observe("vkms", 2).holders("vkms"));
    assertEquals("0", new History().observe("vkms", -1).holders("vkms"));
  }

  @Test
  void aCutShortEventCountsWhereItsCountIsTheOneThatMustCome() {
    var history =
        idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).cutGet("vkms", "drm_stub_open", 3);
    assertEquals("2: a-5 2", history.holders("vkms"));
    assertFalse(history.ledger().endsCutShort());
  }

  @Test
  void aCutShortEventWithAnotherCountIsLeftOutAndSaid() {
    var history = idle("vkms").by("a", 5).cutGet("vkms", "drm_stub_open", 1);
    assertEquals("0", history.holders("vkms"));
    assertTrue(history.ledger().endsCutShort());
  }

  @Test
  void aCutShortEventAloneIsNotBelieved() {
    var history = new History("vkms").by("a", 5).cutGet("vkms", "drm_stub_open", 1);
    assertFalse(history.account("vkms").isCounted());
    assertTrue(history.ledger().endsCutShort());
  }

  @Test
  void aCutShortFreeCountsOnlyWhereNobodyHoldsTheModule() {
    assertEquals("unloaded", idle("drm").by("rmmod", 5).cutFree("drm").holders("drm"));
    var held = idle("drm").by("a", 5).get("drm", "chrdev_open", 2).by("rmmod", 6).cutFree("drm");
    assertEquals("1: a-5 1", held.holders("drm"));
    assertFalse(new History("drm").by("rmmod", 6).cutFree("drm").account("drm").isCounted());
  }

  @Test
  void aReferenceCannotBeReleasedTwice() {
    var origin = new Origin(new Task(5, "a"), 0, Context.TASK, 7, Clock.TICKS);
    var open = new OpenReferences();
    var one = new Reference(0, origin, new CallSite("misc_open"), Use.FILE, null, null);
    open.add(one);
    open.remove(one);
    assertThrows(IllegalStateException.class, () -> open.remove(one));
    assertEquals(0, open.size());
  }

  @Test
  void manyOpenReferencesMakeNoPutSlow() {
    int many = 150_000;
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> takeAndGiveBack(many));
  }

  private static void takeAndGiveBack(int many) {
    var history = idle("hot");
    for (int i = 0; i < many; i++) {
      history.by("a", 5, 5).get("hot", i % 2 == 0 ? "misc_open" : "resolve_symbol", i + 2);
    }
    for (int i = many; i > 0; i--) {
      history.by("b", 10 + i % 9, 10 + i % 3).put("hot", i % 2 == 0 ? "x" : "__fput", i);
    }
    assertEquals(0, history.account("hot").useCount());
  }
}
