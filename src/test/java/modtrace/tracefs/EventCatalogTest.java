package modtrace.tracefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user means by {@code -e}. */
class EventCatalogTest {
  private static final EventCatalog CATALOG =
      EventCatalog.parse(
          List.of(
              "module:module_put",
              "module:module_get",
              "sched:sched_switch",
              "sched:sched_wakeup",
              "xfs:xfs_perag_get"));

  @Test
  void takesASystemForAllItsEvents() throws Exception {
    assertEquals("[module:module_get, module:module_put]", resolve("module"));
  }

  @Test
  void findsAnEventInAnySystem() throws Exception {
    assertEquals("[sched:sched_switch]", resolve("sched_switch"));
  }

  @Test
  void takesASystemWithAnEvent() throws Exception {
    assertEquals("[module:module_get]", resolve("module:module_get"));
    assertEquals("[module:module_get]", resolve("module/module_get"));
  }

  @Test
  void takesWildcardsInEither() throws Exception {
    assertEquals("[module:module_get]", resolve("mod*:*get"));
    assertEquals("[module:module_get, module:module_put]", resolve("module:*"));
    assertEquals("[module:module_get, xfs:xfs_perag_get]", resolve("*_get"));
    assertEquals("[module:module_get, module:module_put]", resolve("module_?[eu]t"));
    assertEquals("[module:module_put]", resolve("module_[!g]*"));
    assertEquals(5, CATALOG.resolve(List.of("all")).size());
  }

  @Test
  void bracketsMeanWhatTheyMeanToTheShell() throws Exception {
    assertEquals("[module:module_get]", resolve("module_[f-h]et"));
    assertEquals("[module:module_get]", resolve("module_[z-ag]et"));
    assertEquals("[module:module_get]", resolve("module_[a-c-g]et"));
    assertEquals("[module:module_get]", resolve("m*e_g[]e]t"));
  }

  @Test
  void namesEachOnceHoweverOftenItIsMeant() throws Exception {
    assertEquals("[module:module_get, module:module_put]", resolve("module_put", "module"));
  }

  @Test
  void namesTheNearOnesOfAnUnknownOne() {
    assertEquals("no event \"module_gte\" (near: module_get, module_put)", refusal("module_gte"));
    assertEquals(
        "no event \"sched:sched_swich\" (near: sched:sched_switch)", refusal("sched:sched_swich"));
    assertEquals("no event \"shced\" (near: sched)", refusal("shced"));
    assertEquals(
        "no event \"quite_another_thing\" (modtrace list events)", refusal("quite_another_thing"));
    assertEquals("no event \"[\" (modtrace list events)", refusal("["));
    assertEquals("no event \"[z-a]\" (modtrace list events)", refusal("[z-a]"));
  }

  @Test
  void saysWhyAKernelHasNoModuleEvents() {
    EventCatalog without = EventCatalog.parse(List.of("sched:sched_switch"));
    String reason = "this kernel has no module events (it was built without CONFIG_MODULES)";
    assertEquals(reason, refusal(without, "module"));
    assertEquals(reason, refusal(without, "module:module_get"));
  }

  @Test
  void saysWhyAKernelDoesNotTraceReferences() {
    EventCatalog without = EventCatalog.parse(List.of("module:module_load"));
    assertEquals(
        "this kernel does not trace references to modules"
            + " (it was built without CONFIG_MODULE_UNLOAD)",
        refusal(without, "module_get"));
  }

  private static String resolve(String... words) throws TracefsException {
    return CATALOG.resolve(List.of(words)).toString();
  }

  private static String refusal(String word) {
    return refusal(CATALOG, word);
  }

  private static String refusal(EventCatalog catalog, String word) {
    return String.valueOf(
        assertThrows(TracefsException.class, () -> catalog.resolve(List.of(word))).getMessage());
  }
}
