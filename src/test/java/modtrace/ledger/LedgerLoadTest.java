package modtrace.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Loading and unloading: whose the references are that no open and no mount took. */
class LedgerLoadTest {
  @Test
  void whatIsTakenWhileTheLoaderHoldsItComesAfterTheLoaders() {
    var history =
        new History("vkms")
            .by("modprobe", 10)
            .load("vkms")
            .by("a", 5)
            .get("vkms", "drm_stub_open", 3);
    assertEquals(
        List.of(Use.LOAD, Use.FILE),
        history.account("vkms").open().stream().map(Reference::use).toList());
  }

  @Test
  void aLoadingModuleIsHeldByItsLoaderAlone() {
    var history = new History().by("modprobe", 10).load("vkms");
    assertEquals("1: load 1", history.holders("vkms"));
  }

  @Test
  void theLoadersOwnReferenceEndsAtDoInitModuleAndLeavesNoMinusOne() {
    var history = new History().by("modprobe", 10).load("vkms").put("vkms", "do_init_module", 1);
    assertEquals("0", history.holders("vkms"));
    assertTrue(history.answer("vkms").tasks().isEmpty(), "the untraced get's put is nobody's");
  }

  @Test
  void doInitModuleEndsTheLoadersReferenceAndNoOther() {
    var history =
        new History("md4")
            .by("modprobe", 10)
            .load("md4")
            .get("md4", "crypto_mod_get", 3)
            .put("md4", "do_init_module", 2);
    assertEquals("1: crypto 1", history.holders("md4"));
  }

  @Test
  void aCompilerSuffixAtDoInitModuleChangesNothing() {
    var history =
        new History("drm")
            .by("udev-worker", 10)
            .load("vkms")
            .put("vkms", "do_init_module.isra.0", 1)
            .get("drm", "chrdev_open", 2);
    assertEquals("1: udev-worker-10 1", history.holders("drm"));
  }

  @Test
  void aLoadThatTheTraceSawOnlyTheEndOfLeavesNothing() {
    var history = new History().by("modprobe", 10).put("vkms", "do_init_module", 1);
    assertEquals("0", history.holders("vkms"));
  }

  @Test
  void symbolReferencesBelongToTheModuleThatTheTaskLoadsNext() {
    var history =
        new History("drm")
            .by("modprobe", 10)
            .get("drm", "resolve_symbol", 2)
            .load("drm_kms_helper")
            .put("drm_kms_helper", "do_init_module", 1)
            .get("drm", "ref_module", 3)
            .load("vkms");
    assertEquals("2: module drm_kms_helper 1, module vkms 1", history.holders("drm"));
  }

  @Test
  void symbolReferencesOfTwoLoadersAtOnceAreToldApart() {
    var history =
        new History("drm")
            .by("modprobe", 10)
            .get("drm", "resolve_symbol_wait", 2)
            .by("modprobe", 11)
            .get("drm", "resolve_symbol_wait", 3)
            .load("vgem")
            .by("modprobe", 10)
            .load("vkms")
            .by("rmmod", 12)
            .free("vgem")
            .put("drm", "module_unload_free", 2);
    assertEquals("1: module vkms 1", history.holders("drm"));
  }

  @Test
  void theFirstEventOfATraceMayBeASymbolReference() {
    var history =
        new History("drm").by("modprobe", 10).get("drm", "resolve_symbol", 4).load("vkms");
    assertEquals("3: module vkms 1, prior 2", history.holders("drm"));
  }

  @Test
  void aFailedLoadGivesItsSymbolReferencesBack() {
    var history =
        new History("drm")
            .by("bash", 7)
            .get("drm", "chrdev_open", 2)
            .by("modprobe", 10)
            .get("drm", "resolve_symbol", 3)
            .put("drm", "module_unload_free", 2);
    assertEquals("1: bash-7 1", history.holders("drm"));
  }

  @Test
  void aFailedLoadEndsItsOwnReferencesAndNotThoseOfAModuleThatTheTaskOnceUnloaded() {
    var history =
        new History("drm")
            .by("manager", 10)
            .free("vkms")
            .by("modprobe", 11)
            .get("drm", "resolve_symbol", 2)
            .load("vkms")
            .by("manager", 10)
            .get("drm", "resolve_symbol", 3)
            .put("drm", "module_unload_free", 2);
    assertEquals("1: module vkms 1", history.holders("drm"));
  }

  @Test
  void aSymbolReferenceThatWasGivenBackIsNotTheNextModules() {
    var history =
        new History("drm")
            .by("manager", 10)
            .get("drm", "resolve_symbol", 2)
            .put("drm", "module_unload_free", 1)
            .load("vkms");
    assertEquals("0", history.holders("drm"));
  }

  @Test
  void unloadingAModuleEndsItsSymbolReferences() {
    var history =
        new History("drm")
            .by("modprobe", 10)
            .get("drm", "resolve_symbol", 2)
            .load("vgem")
            .get("drm", "resolve_symbol", 3)
            .load("vkms")
            .by("rmmod", 11)
            .free("vgem")
            .put("drm", "module_unload_free", 2);
    assertEquals("1: module vkms 1", history.holders("drm"));
    assertEquals(1, history.account("drm").open().size());
  }

  @Test
  void unloadingAModuleThatWasLoadedBeforeTheTraceEndsAPriorReference() {
    var history =
        new History("drm")
            .by("bash", 7)
            .get("drm", "chrdev_open", 4)
            .by("rmmod", 11)
            .free("vkms")
            .put("drm", "module_unload_free", 3);
    assertEquals("2: bash-7 1, prior 1", history.holders("drm"));
  }

  @Test
  void aModuleIsNotNamedAfterItWasUnloadedThoughThePutIsMissing() {
    var history =
        new History("drm")
            .by("bash", 7)
            .load("drm")
            .put("drm", "do_init_module", 1)
            .get("drm", "chrdev_open", 2)
            .by("modprobe", 10)
            .get("drm", "resolve_symbol", 3)
            .load("vkms")
            .by("rmmod", 11)
            .free("vkms")
            .by("sleep", 12)
            .get("drm", "chrdev_open", 3);
    assertEquals("2: bash-7 1, sleep-12 1, gaps 1", history.holders("drm"));
  }

  @Test
  void anUnloadedModuleIsHeldByNobody() {
    var history =
        new History().by("bash", 7).get("vkms", "drm_stub_open", 2).by("rmmod", 9).free("vkms");
    assertEquals("unloaded", history.holders("vkms"));
    assertTrue(history.account("vkms").isCounted());
  }

  @Test
  void aModuleThatIsBeingLoadedAgainIsNoLongerUnloaded() {
    var history = new History().by("rmmod", 9).free("vkms").by("modprobe", 10).load("vkms");
    assertEquals("1: load 1", history.holders("vkms"));
  }

  @Test
  void aModuleThatIsLoadedAgainStartsAnew() {
    var history =
        new History()
            .by("bash", 7)
            .get("vkms", "drm_stub_open", 3)
            .by("rmmod", 9)
            .free("vkms")
            .by("modprobe", 10)
            .load("vkms")
            .put("vkms", "do_init_module", 1)
            .by("cat", 11)
            .get("vkms", "drm_stub_open", 2);
    assertEquals("1: cat-11 1", history.holders("vkms"));
    assertFalse(history.account("vkms").isUnloaded());
  }
}
