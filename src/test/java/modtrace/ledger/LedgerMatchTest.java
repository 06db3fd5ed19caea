package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which reference a put ends. */
class LedgerMatchTest {
  /** A module whose counter stands at its base. */
  private static History idle(String module) {
    return new History(module).by("modprobe", 1).load(module).put(module, "do_init_module", 1);
  }

  /** One from before the trace, and one that the trace missed: each may be what is given back. */
  @Test
  void whatMayBeAnothersIsNotTakenFromWhoIsKnown() {
    var history =
        new History("vkms")
            .by("a", 5)
            .put("vkms", "__fput", 3)
            .by("b", 6)
            .get("vkms", "sock_of_tomorrow_sock_create", 5)
            .by("c", 7)
            .put("vkms", "__fput", 4);
    assertEquals("3: b-6 1, prior 1, unexplained 1, gaps 1", history.holders("vkms"));
  }

  /** At a use count of 0 what was missed is over, too. */
  @Test
  void whatWasMissedIsForgottenWhereNobodyHoldsAnything() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 3) // one was missed
            .put("vkms", "__fput", 1) // and its put
            .by("b", 6)
            .get("vkms", "sock_of_tomorrow_sock_create", 2)
            .by("c", 7)
            .get("vkms", "sock_of_tomorrow_sock_create", 3)
            .by("d", 8)
            .put("vkms", "__fput", 2);
    assertEquals("1: c-7 1, gaps 2", history.holders("vkms"));
  }

  @Test
  void aTaskGivesBackItsOwnNewestOfTheSameUse() {
    var history =
        idle("tun")
            .by("vpn", 7)
            .get("tun", "misc_open", 2)
            .get("tun", "misc_open", 3)
            .get("tun", "sk_prot_alloc", 4)
            .put("tun", "__fput", 3);
    var open = history.account("tun").open();
    assertEquals(2, open.size());
    assertEquals(1_003_000_000L, open.get(0).origin().time());
    assertEquals("sk_prot_alloc", open.get(1).callSite().function());
  }

  @Test
  void itsOwnComesBeforeAnOlderOneOfAnother() {
    var history =
        idle("vkms")
            .by("cat", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("sleep", 7)
            .get("vkms", "drm_stub_open", 3)
            .put("vkms", "__fput", 2);
    assertEquals("1: cat-5 1", history.holders("vkms"));
  }

  @Test
  void withoutAnOwnOneItIsTheNewestOfTheThreadGroup() {
    var history =
        idle("vkms")
            .by("cat", 5, 5)
            .get("vkms", "drm_stub_open", 2)
            .by("compositor", 70, 70)
            .get("vkms", "drm_stub_open", 3)
            .by("thread", 71, 70)
            .put("vkms", "__fput", 2);
    assertEquals("1: cat-5 1", history.holders("vkms"));
  }

  @Test
  void theThreadGroupsComesBeforeAnothersThoughOnlyTheUseOfTheDeviceIsOpen() {
    var history =
        idle("drm")
            .by("cat", 5, 5)
            .get("drm", "chrdev_open", 2)
            .by("compositor", 70, 70)
            .get("drm", "exact_lock", 3)
            .by("thread", 71, 70)
            .put("drm", "__fput", 2);
    assertEquals("1: cat-5 1", history.holders("drm"));
  }

  @Test
  void theThreadGroupCountsThoughTheTraceToldItLate() {
    var history =
        idle("vkms")
            .by("cat", 5, 5)
            .get("vkms", "drm_stub_open", 2)
            .by("worker", 71)
            .get("vkms", "drm_stub_open", 3)
            .by("worker", 71, 70)
            .get("vkms", "drm_stub_open", 4)
            .by("compositor", 70, 70)
            .put("vkms", "__fput", 3)
            .put("vkms", "__fput", 2);
    assertEquals("1: cat-5 1", history.holders("vkms"));
  }

  @Test
  void withoutOneOfTheGroupItIsTheOldestOfAnyOther() {
    var history =
        idle("vkms")
            .by("opener", 5)
            .get("vkms", "drm_stub_open", 2)
            .by("sleep", 7)
            .get("vkms", "drm_stub_open", 3)
            .by("kworker/0:1", 33)
            .put("vkms", "__fput", 2);
    assertEquals("1: sleep-7 1", history.holders("vkms"));
  }

  @Test
  void theOldestOfTheSameUseComesBeforeAnOlderOneOfAnUnknownUse() {
    var history =
        idle("vkms")
            .by("first", 5)
            .get("vkms", "unheard_of", 2)
            .by("second", 6)
            .get("vkms", "drm_stub_open", 3)
            .by("kworker/0:1", 33)
            .put("vkms", "__fput", 2);
    assertEquals("1: first-5 1", history.holders("vkms"));
  }

  @Test
  void aPutAtAnUnknownSiteEndsWhatAnotherTookBeforeAPriorReference() {
    var history =
        new History()
            .by("opener", 5)
            .get("vkms", "drm_stub_open", 3)
            .by("kworker/0:1", 33)
            .put("vkms", "unheard_of", 2);
    assertEquals("1: prior 1", history.holders("vkms"));
  }

  @Test
  void whatNobodyTookInTheTraceWasTakenBeforeIt() {
    var history =
        new History()
            .by("sleep", 5)
            .put("vkms", "__fput", 3)
            .by("cat", 6)
            .get("vkms", "drm_stub_open", 4)
            .put("vkms", "__fput", 3);
    assertEquals("2: prior 2", history.holders("vkms"));
  }

  @Test
  void aPutOfAnotherUseEndsAPriorReferenceBeforeItRobsAnotherTask() {
    var history =
        new History()
            .by("vpn", 5)
            .get("tun", "sk_prot_alloc", 3)
            .by("cat", 6)
            .put("tun", "__fput", 2);
    assertEquals("1: vpn-5 1", history.holders("tun"));
  }

  @Test
  void aPutOfAnotherUseEndsAReferenceFromAGapBeforeItRobsAnotherTask() {
    var history =
        idle("tun")
            .by("vpn", 5)
            .get("tun", "sk_prot_alloc", 2)
            .by("ip", 6)
            .get("tun", "__tun_chr_ioctl", 4)
            .by("cat", 7)
            .put("tun", "__fput", 3);
    assertEquals("2: vpn-5 1, net 1, gaps 1", history.holders("tun"));
  }

  @Test
  void aPutThatFitsNothingElseEndsAReferenceOfALikelyUse() {
    var history =
        idle("x25").by("a", 5).get("x25", "sk_prot_alloc", 2).get("x25", "bprm_execve", 3);
    history.by("b", 6).put("x25", "x25_release", 2);
    assertEquals("1: kernel 1", history.holders("x25"));
  }

  @Test
  void aPutThatFitsNothingLeavesABoundAndNoMinus() {
    var history =
        idle("ext4")
            .by("mount", 5)
            .get("ext4", "get_filesystem", 2)
            .by("cat", 6)
            .get("ext4", "bprm_execve", 3)
            .by("x", 7)
            .put("ext4", "fbcon_release", 2);
    assertEquals(
        "1: perhaps mount 0-1, perhaps kernel 0-1, unexplained 1", history.holders("ext4"));
  }

  @Test
  void theUseOfADeviceSiteIsThatOfAFileUnlessTheModuleOwnsBlockDevices() {
    var drm = idle("drm").by("cat", 5).get("drm", "exact_lock", 2);
    assertEquals("1: cat-5 1", drm.holders("drm"));
    var loop =
        idle("loop")
            .by("mount", 5)
            .get("loop", "exact_lock", 2)
            .get("loop", "exact_lock", 3)
            .put("loop", "__blkdev_put", 2);
    assertEquals("1: block 1", loop.holders("loop"));
  }

  @Test
  void moreThanOneReferenceOfOneOpenIsCounted() {
    var history =
        idle("tun").by("vpn", 7).get("tun", "misc_open", 2).get("tun", "sk_prot_alloc", 3);
    assertEquals("2: vpn-7 2", history.holders("tun"));
    var vpn = history.answer("tun").holders().get(0);
    assertEquals(2, vpn.gets());
    assertEquals(0, vpn.puts());
    assertTrue(history.answer("tun").isHeld());
  }

  @Test
  void theReferencesOfAllThreadsAreTheirProcesss() {
    var history =
        idle("vkms")
            .by("Xorg:rcs0", 71, 70)
            .get("vkms", "drm_stub_open", 2)
            .by("Xorg", 70, 70)
            .get("vkms", "drm_stub_open", 3);
    assertEquals("2: Xorg-70 2", history.holders("vkms"));
  }

  @Test
  void whatIsOpenIsToldInTheOrderInWhichItWasTaken() {
    var history =
        idle("m").by("a", 5).get("m", "inet_create", 2).get("m", "misc_open", 3).get("m", "x", 4);
    assertEquals(
        List.of("inet_create", "misc_open", "x"),
        history.account("m").open().stream().map(each -> each.callSite().function()).toList());
  }

  @Test
  void aPutOfNoKnownUseEndsTheOldestOfAnyUseThatAStrangerTook() {
    for (var sites :
        List.of(List.of("inet_create", "misc_open"), List.of("misc_open", "inet_create"))) {
      var history =
          idle("m").by("a", 5).get("m", sites.get(0), 2).by("b", 6).get("m", sites.get(1), 3);
      history.by("c", 7).put("m", "unheard_of", 2);
      assertEquals("1: b-6 1", history.holders("m"), sites.toString());
    }
  }

  @Test
  void aPutOfNoKnownUseEndsTheTasksOwnNewestOfAnyUse() {
    for (var sites :
        List.of(List.of("inet_create", "misc_open"), List.of("misc_open", "inet_create"))) {
      var history = idle("m").by("a", 5).get("m", sites.get(0), 2).get("m", sites.get(1), 3);
      history.put("m", "unheard_of", 2);
      assertEquals(sites.get(0), history.account("m").open().get(0).callSite().function());
    }
  }

  /** One of those that were taken before the trace or in its gaps may have been a socket. */
  @Test
  void aPutThatFitsNothingEndsNoneThatWasSeenWhileOthersAreUnaccountedFor() {
    var history = new History("m").by("b", 6).get("m", "drm_stub_open", 3);
    history.get("m", "drm_stub_open", 5).by("c", 7).put("m", "inet_release", 4);
    Account account = history.account("m");
    assertEquals(2, account.open().size());
    assertEquals(3, account.useCount());
    assertEquals(1, account.prior() + account.untraced());
  }
}
