package modtrace.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.Set;
import modtrace.event.TraceItem;
import modtrace.text.TextSource;
import org.junit.jupiter.api.Test;

/** What a task takes while it runs a module's init function is that module's. */
class LedgerInitTest {
  @Test
  void referencesTakenInAnInitFunctionBelongToItsModule() {
    var history =
        new History("core")
            .by("modprobe", 10)
            .load("driver")
            .get("core", "some_register", 2)
            .put("driver", "do_init_module", 1);
    assertEquals("1: module driver 1", history.holders("core"));
  }

  @Test
  void whatAModuleTakesOfItselfIsTheKernels() {
    var history =
        new History("sctp")
            .by("modprobe", 10)
            .load("sctp")
            .get("sctp", "__sock_create", 3)
            .put("sctp", "do_init_module", 2);
    assertEquals("1: kernel 1", history.holders("sctp"));
  }

  @Test
  void whatTheTaskTakesAfterTheInitFunctionIsItsOwn() {
    var history =
        new History("drm")
            .by("udev-worker", 10)
            .load("vkms")
            .put("vkms", "do_init_module", 1)
            .get("drm", "chrdev_open", 2);
    assertEquals("1: udev-worker-10 1", history.holders("drm"));
  }

  @Test
  void whatAnotherTaskTakesMeanwhileIsItsOwn() {
    var history =
        new History("core").by("modprobe", 10).load("driver").by("cat", 11).get("core", "x", 2);
    assertEquals("1: cat-11 1", history.holders("core"));
  }

  @Test
  void anInitFunctionIsOverWhenItsModuleIsUnloaded() {
    var history =
        new History("core")
            .by("udev-worker", 10)
            .load("driver")
            .by("rmmod", 11)
            .free("driver")
            .by("udev-worker", 10)
            .get("core", "chrdev_open", 2);
    assertEquals("1: udev-worker-10 1", history.holders("core"));
  }

  @Test
  void anInitFunctionIsOverWhenItsModuleIsLoadedByAnotherTask() {
    var history =
        new History("core")
            .by("udev-worker", 10)
            .load("driver")
            .by("modprobe", 11)
            .load("driver")
            .by("udev-worker", 10)
            .get("core", "chrdev_open", 2);
    assertEquals("1: udev-worker-10 1", history.holders("core"));
  }

  /** The put that ended the first one's was lost, and comes to light later. */
  @Test
  void aTaskIsInTheInitFunctionOfWhatItLoadedLast() {
    var history =
        new History("core")
            .by("modprobe", 10)
            .load("first")
            .load("second")
            .by("rmmod", 11)
            .free("first")
            .by("modprobe", 10)
            .get("core", "some_register", 2);
    assertEquals("1: module second 1", history.holders("core"));
  }

  @Test
  void anInitFunctionIsOverWhenTheTaskLooksForTheSymbolsOfAnotherModule() {
    var history =
        new History("core")
            .by("udev-worker", 10)
            .load("driver")
            .get("core", "resolve_symbol", 2)
            .put("core", "module_unload_free", 1)
            .get("core", "chrdev_open", 2);
    assertEquals("1: udev-worker-10 1", history.holders("core"));
  }

  @Test
  void anUnloadedModuleHoldsNothingOfWhatItsInitFunctionTook() {
    var history =
        new History("core")
            .by("modprobe", 10)
            .load("driver")
            .get("core", "some_register", 2)
            .put("driver", "do_init_module", 1)
            .by("rmmod", 11)
            .free("driver");
    assertEquals("1: unexplained 1", history.holders("core"));
  }

  @Test
  void aGetThatMustWaitForItsTurnIsStillTheInitFunctions() {
    var history =
        new History("core")
            .by("sshd", 5)
            .load("core")
            .put("core", "do_init_module", 1)
            .by("modprobe", 10)
            .load("driver")
            .every(1_000)
            .onCpu(1)
            .get("core", "some_register", 3)
            .put("driver", "do_init_module", 1)
            .by("cat", 11)
            .onCpu(0)
            .get("core", "chrdev_open", 2);
    assertEquals("2: cat-11 1, module driver 1", history.holders("core"));
  }

  @Test
  void aTextAboutOneModuleStillTellsWhereTheInitFunctionOfAnotherEnds() throws Exception {
    String text =
        """
             udev-worker-10      [000] .....   132.933707: module_load: vkms OE
             udev-worker-10      [000] .....   133.065353: module_put: vkms call_site=do_init_module refcnt=1
             udev-worker-10      [000] .....   133.338964: module_get: drm call_site=chrdev_open refcnt=6
        """;
    var history = new History("drm");
    try (var source =
        TextSource.about(Set.of("drm"), new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      for (TraceItem item = source.next(); item != null; item = source.next()) {
        history.ledger().add(item);
      }
    }
    assertEquals("5: udev-worker-10 1, prior 4", history.holders("drm"));
  }
}
