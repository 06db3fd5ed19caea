package modtrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoadedModulesTest {
  private static final List<String> LINES =
      """
      kvm_amd 163840 0 - Live 0xffffffffc09ee000
      target_core_mod 450560 26 target_core_user,tcm_loop, Live 0xffffffffc06b9000
      vkms 32768 1 - Live 0xffffffffc0300000 (OE)
      mt_noexit 16384 0 [permanent], Live 0x0000000000000000 (OE)
      slow 16384 1 - Loading 0x0000000000000000 (OE+)
      counted 16384 - - Unloading 0x0000000000000000
      """
          .lines()
          .toList();

  private final LoadedModules modules;

  LoadedModulesTest() throws IOException {
    modules = LoadedModules.parse(LINES);
  }

  private LoadedModules.Row row(String module) {
    LoadedModules.Row row = modules.row(module);
    assertNotNull(row);
    return row;
  }

  @Test
  void readsAModuleThatOthersNeed() {
    assertEquals(
        new LoadedModules.Row(
            "target_core_mod",
            450560,
            OptionalInt.of(26),
            List.of("target_core_user", "tcm_loop"),
            false,
            SysModule.State.LIVE,
            ""),
        row("target_core_mod"));
  }

  @Test
  void aModuleWithoutAnExitFunctionIsPermanentAndNobodyNeedsIt() {
    assertTrue(row("mt_noexit").permanent());
    assertEquals(List.of(), row("mt_noexit").dependants());
    assertFalse(row("kvm_amd").permanent());
  }

  @Test
  void readsStatesAndTaints() {
    assertEquals(SysModule.State.COMING, row("slow").state());
    assertEquals("OE", row("slow").taints());
    assertEquals("OE", row("vkms").taints());
  }

  @Test
  void aKernelThatDoesNotCountTellsNoCount() {
    assertEquals(OptionalInt.empty(), row("counted").useCount());
    assertEquals(SysModule.State.GOING, row("counted").state());
  }

  @Test
  void knowsWhatIsLoaded() {
    assertTrue(modules.isLoaded("vkms"));
    assertFalse(modules.isLoaded("vk"));
    assertEquals(6, modules.rows().size());
  }
}
