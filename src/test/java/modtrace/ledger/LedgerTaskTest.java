package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who the tasks are, and who is never blamed. */
class LedgerTaskTest {
  private static History idle(String module) {
    return new History(module).by("modprobe", 1).load(module).put(module, "do_init_module", 1);
  }

  @Test
  void theLastNameOfATaskIsShown() {
    var history =
        idle("vkms").by("bash", 5).get("vkms", "drm_stub_open", 2).get("vkms", "drm_stub_open", 3);
    history.by("sleep", 5).put("vkms", "__fput", 2);
    assertEquals("1: sleep-5 1", history.holders("vkms"));
  }

  @Test
  void anUnknownNameDoesNotOverwriteAKnownOne() {
    var history =
        idle("vkms").by("sleep", 5).get("vkms", "drm_stub_open", 2).get("vkms", "drm_stub_open", 3);
    history.by("<...>", 5).put("vkms", "__fput", 2);
    assertEquals("1: sleep-5 1", history.holders("vkms"));
  }

  @Test
  void aKnownNameOverwritesAnUnknownOne() {
    var history =
        idle("vkms").by("<...>", 5).get("vkms", "drm_stub_open", 2).get("vkms", "drm_stub_open", 3);
    assertEquals("2: <...>-5 2", history.holders("vkms"));
    history.by("sleep", 5).put("vkms", "__fput", 2);
    assertEquals("1: sleep-5 1", history.holders("vkms"));
  }

  @Test
  void aTaskOfAnotherGroupWithTheSamePidIsAnotherTask() {
    var history =
        idle("vkms")
            .by("cat", 5, 5)
            .get("vkms", "drm_stub_open", 2)
            .by("old", 9, 8)
            .get("vkms", "drm_stub_open", 3)
            .by("new", 9, 9)
            .get("vkms", "drm_stub_open", 4)
            .put("vkms", "__fput", 3);
    assertEquals("2: cat-5 1, old-8 1", history.holders("vkms"));
    assertEquals(3, history.answer("vkms").tasks().size());
  }

  @Test
  void anUnknownGroupDoesNotOverwriteAKnownOne() {
    var history =
        idle("vkms")
            .by("thread", 71, 70)
            .get("vkms", "drm_stub_open", 2)
            .by("thread", 71)
            .get("vkms", "drm_stub_open", 3);
    assertEquals("2: thread-70 2", history.holders("vkms"));
  }

  @Test
  void aGetInAnInterruptBlamesNobody() {
    var history = idle("nls").by("victim", 5).interrupted().get("nls", "find_nls", 2);
    assertEquals("1: kernel 1", history.holders("nls"));
    assertEquals(List.of(), history.answer("nls").tasks());
  }

  @Test
  void aPutInAnInterruptEndsTheOldestAndNotTheVictims() {
    var history =
        idle("fat")
            .by("first", 4)
            .get("fat", "misc_open", 2)
            .by("victim", 5)
            .get("fat", "misc_open", 3)
            .interrupted()
            .put("fat", "__fput", 2);
    assertEquals("1: victim-5 1", history.holders("fat"));
    assertEquals(0, history.answer("fat").tasks().get(1).puts());
  }

  @Test
  void aGetInAnInterruptOfALoaderIsNotItsModules() {
    var history =
        new History("nls").by("modprobe", 5).load("fat").interrupted().get("nls", "find_nls", 2);
    assertEquals("1: kernel 1", history.holders("nls"));
  }

  @Test
  void whatAKernelThreadTookIsTheKernels() {
    var history = idle("md4").by("kworker/0:1", 33).get("md4", "unheard_of", 2);
    assertEquals("1: kernel 1", history.holders("md4"));
  }

  @Test
  void everyTaskThatActedIsListedInTheOrderOfItsFirstAct() {
    var history =
        idle("vkms")
            .by("a", 9)
            .get("vkms", "drm_stub_open", 2)
            .by("b", 3)
            .put("vkms", "__fput", 1)
            .get("vkms", "drm_stub_open", 2);
    List<String> tasks =
        history.answer("vkms").tasks().stream()
            .map(task -> task.comm() + "-" + task.pid() + " +" + task.gets() + " -" + task.puts())
            .toList();
    assertEquals(List.of("a-9 +1 -0", "b-3 +1 -1"), tasks);
  }

  @Test
  void whoGaveAllBackIsListedToo() {
    var history = idle("vkms");
    for (int pid = 3; pid <= 6; pid++) {
      history.by("brief", pid).get("vkms", "drm_stub_open", 2).put("vkms", "__fput", 1);
    }
    assertEquals(
        List.of(3, 4, 5, 6),
        history.account("vkms").tasks().stream().map(TaskAccount::pid).toList());
  }

  @Test
  void aStackBelongsToTheGetBeforeIt() {
    var history =
        idle("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .stack("try_module_get", "drm_stub_open");
    assertEquals(List.of("try_module_get", "drm_stub_open"), stackOfFirst(history));
  }

  @Test
  void aStackOfAnotherEventIsNotTheGets() {
    var get = idle("vkms").by("a", 5).get("vkms", "drm_stub_open", 2).stack("of the get");
    get.by("modprobe", 6).load("drm").stack("of a load");
    get.get("drm", "chrdev_open", 3).stack("of another module's get");
    get.by("a", 5).get("vkms", "drm_stub_open", 3).put("vkms", "__fput", 2).stack("of a put");
    get.lost(0, 1).stack("of a lost event");
    assertEquals(List.of("of the get"), stackOfFirst(get));
  }

  @Test
  void aStackOfAGetThatMustWaitForItsTurnIsItsOwn() {
    var history =
        idle("vkms")
            .every(1_000)
            .onCpu(1)
            .by("b", 6)
            .get("vkms", "drm_stub_open", 3)
            .stack("of b")
            .onCpu(0)
            .by("a", 5)
            .get("vkms", "drm_stub_open", 2)
            .stack("of a");
    assertEquals(List.of("of a"), stackOfFirst(history));
    assertEquals(List.of("of b"), history.account("vkms").open().get(1).stack());
  }

  private static List<String> stackOfFirst(History history) {
    return history.account("vkms").open().get(0).stack();
  }

  @Test
  void ofVeryManyTasksThoseThatHoldNothingAreForgotten() {
    var history = idle("vkms").by("keeper", 7).get("vkms", "drm_stub_open", 2);
    int many = 100_000;
    for (int pid = 1000; pid < 1000 + many; pid++) {
      history.by("passer", pid).get("vkms", "drm_stub_open", 3).put("vkms", "__fput", 2);
    }
    Account account = history.account("vkms");
    assertTrue(account.tasks().size() <= 20_000, () -> account.tasks().size() + " tasks");
    assertEquals(many + 1, account.tasks().size() + account.forgottenTasks());
    assertEquals("keeper", account.tasks().iterator().next().comm());
    assertEquals("1: keeper-7 1", history.holders("vkms"));
  }

  @Test
  void ofVeryManyTasksAnyThatStillHoldsIsKept() {
    var history = idle("vkms").by("first", 7).get("vkms", "drm_stub_open", 2);
    history.by("other", 8).get("vkms", "get_fs_type", 3);
    history.by("first", 7).put("vkms", "put_filesystem", 2); // the other's mount
    pass(history, 50_000);
    TaskAccount first = history.account("vkms").tasks().iterator().next();
    assertEquals("first +1 -1", first.comm() + " +" + first.gets() + " -" + first.puts());
    assertEquals("1: first-7 1", history.holders("vkms"));
  }

  @Test
  void aForgottenTaskThatComesAgainIsListedAgain() {
    var history = idle("vkms");
    pass(history, 50_000);
    history.by("again", 1000).get("vkms", "drm_stub_open", 2);
    assertEquals("1: again-1000 1", history.holders("vkms"));
    assertEquals(
        1, history.account("vkms").tasks().stream().filter(task -> task.pid() == 1000).count());
  }

  /** Of 20,001 tasks, the older half. */
  @Test
  void noMoreAreForgottenThanMustBe() {
    var history = idle("vkms");
    pass(history, 20_000);
    assertEquals(0, history.account("vkms").forgottenTasks());
    history.by("one more", 7).get("vkms", "drm_stub_open", 2);
    assertEquals(10_000, history.account("vkms").forgottenTasks());
    assertEquals(10_001, history.account("vkms").tasks().size());
    history.by("forgotten", 1000).get("vkms", "drm_stub_open", 3);
    assertEquals("2: one more-7 1, forgotten-1000 1", history.holders("vkms"));
    assertEquals(10_002, history.account("vkms").tasks().size());
  }

  /**
   * Twice as many as were kept may come before the next time, or each would be forgotten at once.
   */
  @Test
  void whereManyHoldTheNextForgettingWaits() {
    var history = idle("vkms");
    for (int i = 0; i < 20_001; i++) {
      history.by("keeper", 100_000 + i).get("vkms", "drm_stub_open", 2 + i);
    }
    pass(history, 20_000);
    assertEquals(0, history.account("vkms").forgottenTasks());
    assertEquals(40_001, history.account("vkms").tasks().size());
  }

  /** Tasks from 1000 on take one and give it back. */
  private static void pass(History history, int many) {
    int count = history.account("vkms").useCount() + 1;
    for (int pid = 1000; pid < 1000 + many; pid++) {
      history.by("passer", pid).get("vkms", "misc_open", count + 1).put("vkms", "__fput", count);
    }
  }
}
