package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;

/** What every start of a program takes and gives back, by its place in the kernel. */
final class ChatterTest {
  private static Chatter of(String kallsyms) throws Exception {
    try (var kernel = FakeKernel.withModuleEvents().file("/proc/kallsyms", kallsyms)) {
      return Tracefs.mounted(kernel).orElseThrow().chatter();
    }
  }

  @Test
  void leavesOutCallsFromInsideTheFunctionUpToTheNextOne() throws Exception {
    Chatter chatter =
        of(
            """
            ffffffff81370db0 t next_function
            ffffffff81370760 t bprm_execve
            ffffffff81370000 T before
            ffffffffc0300000 t search_binary_handler\t[fake]
            """);
    assertEquals("(ip < 0xffffffff81370760 || ip >= 0xffffffff81370db0)", chatter.filter());
    assertEquals(
        List.of("bprm_execve"), chatter.functions().stream().map(Chatter.Function::name).toList());
  }

  @Test
  void leavesOutBothWhereTheyAreApart() throws Exception {
    assertEquals(
        "(ip < 0x1000 || ip >= 0x2000) && (ip < 0x3000 || ip >= 0x4000)",
        of("1000 t exec_binprm\n2000 t a\n3000 t bprm_execve\n4000 t b\n").filter());
  }

  @Test
  void leavesOutNothingWhereTheKernelHidesItsAddresses() throws Exception {
    Chatter hidden = of("0000000000000000 t bprm_execve\n0000000000000000 t next\n");
    assertTrue(hidden.functions().isEmpty());
    assertEquals("", hidden.filter());
  }

  @Test
  void aKernelWithoutSymbolsIsNoError() throws Exception {
    try (var kernel = FakeKernel.withModuleEvents().absent("/proc/kallsyms")) {
      assertEquals("", Tracefs.mounted(kernel).orElseThrow().chatter().filter());
    }
  }
}
