package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import modtrace.event.TraceTally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four dialects and the columns that options add or take. */
class TextDialectsTest {
  private static final String GET =
      "get vgem 2 at drm_stub_open [drm] | bash-2216 cpu 0 at 138593735000 ns";

  @Test
  void readsTracePipe() throws Exception {
    Told told =
        Told.of(
            """
                    modprobe-2212    [000] .....   138.430026: module_get: drm_shmem_helper call_site=resolve_symbol refcnt=2
                    modprobe-2212    [000] .....   138.432798: module_load: vgem\s
                    modprobe-2212    [003] .....   138.443649: module_put: vgem call_site=do_init_module refcnt=1
                        bash-2216    [000] .N...   138.593735: module_get: vgem call_site=drm_stub_open [drm] refcnt=2
                       rmmod-2300    [001] .....   139.000001: module_free: vgem
                       mount-2198    [000] .....   139.543170: module_request: bpf_preload wait=1 call_site=bpf_fill_super
            """);
    assertEquals(
        """
        get drm_shmem_helper 2 at resolve_symbol | modprobe-2212 cpu 0 at 138430026000 ns
        load vgem [] | modprobe-2212 cpu 0 at 138432798000 ns
        put vgem 1 at do_init_module | modprobe-2212 cpu 3 at 138443649000 ns
        get vgem 2 at drm_stub_open [drm] | bash-2216 cpu 0 at 138593735000 ns
        free vgem | rmmod-2300 cpu 1 at 139000001000 ns
        request bpf_preload waits at bpf_fill_super | mount-2198 cpu 0 at 139543170000 ns""",
        told.items());
    assertEquals(new TraceTally(0, 6, 0, 0, 0), told.tally());
  }

  @Test
  void readsTheTraceFileWithItsHeader() throws Exception {
    Told told =
        Told.of(
            """
            # tracer: nop
            #
            # entries-in-buffer/entries-written: 1/1   #P:2
            #
            #                                _-----=> irqs-off/BH-disabled
            #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
            #              | |         |   |||||     |         |
            ##### CPU 1 buffer started ####
                        bash-2216    [000] .N...   138.593735: module_get: vgem call_site=drm_stub_open [drm] refcnt=2
            """);
    assertEquals(GET, told.items());
    assertEquals(new TraceTally(2, 1, 0, 0, 0), told.tally());
  }

  @Test
  void tellsFromTheTraceFilesHeaderWhatWasOverwritten() throws Exception {
    assertEquals(
        "lost 19834 cpu -1", Told.line("# entries-in-buffer/entries-written: 268/20102   #P:2"));
  }

  @Test
  void saysNothingOfATraceFileWithoutEvents() throws Exception {
    Told told =
        Told.of(
            """
            # tracer: nop
            #
            # entries-in-buffer/entries-written: 0/0   #P:4
            #
            #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
            """);
    assertEquals(new Told("", new TraceTally(4, 0, 0, 0, 0)), told);
  }

  @Test
  void readsAnEmptyText() throws Exception {
    assertEquals(new Told("", new TraceTally(0, 0, 0, 0, 0)), Told.of(""));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "            bash-2216  [000]   138.593735: module_get: vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash-2216  [000]   138.593735: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash-2216  [000] .....   138.593735: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash-2216  [000]   138.593735000: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash-2216  [000]   138.593735: (+1177) module_get:           vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash-2216  [000]   138.593735: module_get:            ip=drm_stub_open [drm] refcnt=2 name=vgem",
        "            bash-2216  [000]   138.593735: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2 [0:0x10:36]",
        "  foo:             bash-2216  [000]   138.593735: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2",
        "bash-2216  [000]   138.593735: module_get:           vgem call_site=drm_stub_open [drm] refcnt=2"
      })
  void readsTraceCmdReportInAllItsColumns(String line) throws Exception {
    assertEquals(GET, Told.line(line));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "            bash  2216 [000]   138.593735: module:module_get: vgem call_site=drm_stub_open [drm] refcnt=2",
        "            bash    2216 [000]   138.593735:     module:module_get: vgem call_site=drm_stub_open [drm] refcnt=2",
        "bash 2216 [000]   138.593735: module:module_get: vgem call_site=drm_stub_open [drm] refcnt=2"
      })
  void readsPerfScript(String line) throws Exception {
    assertEquals(GET, Told.line(line));
  }

  @Test
  void readsTheThreadGroupThatPerfPrintsBeforeTheThread() throws Exception {
    String line = "         python3 26309/26371 [001]  4071.240724: module:module_free: vkms";
    assertEquals("free vkms | python3-26371 (26309) cpu 1 at 4071240724000 ns", Told.line(line));
    assertEquals(
        "free vkms | python3-26371 (26309) cpu 1 at 4071240724000 ns", Told.line(line.strip()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "             :-1      -1 [000]     1.000002: module:module_free: vkms",
        ":-1    -1 [000]     1.000002: module:module_free: vkms"
      })
  void doesNotTakeATaskThatPerfNoLongerKnewForInit(String line) throws Exception {
    assertEquals("free vkms | :-1-0 cpu 0 at 1000002000 ns", Told.line(line));
  }

  @Test
  void readsThreadGroupsKnownAndUnknown() throws Exception {
    assertEquals(
        """
        free a | bash-25 (24) cpu 1 at 1000002000 ns
        free b | <...>-26 cpu 1 at 1000002000 ns
        free c | bash-25 (24) cpu 1 at 1000002000 ns
        free d | <...>-26 cpu 1 at 1000002000 ns""",
        Told.of(
                """
                            bash-25      (     24) [001] .....     1.000002: module_free: a
                           <...>-26      (-------) [001]     1.000002: module_free: b
                bash-25      (     24) [001] .....     1.000002: module_free: c
                <...>-26      (-------) [001]     1.000002: module_free: d
                """)
            .items());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'[000] .....  4065.252213:', '4065252213000 ns'",
    "'[000] .....  4065.252213789:', '4065252213789 ns'",
    "'[000] ..... 1790000000.252213:', '1790000000252213000 ns'",
    "'[000]   4065.252213:', '4065252213000 ns'",
    "'[000] .....           17:', '17 ticks'",
    "'[000] ..... 10947147800812:', '10947147800812 ticks'",
    "'[000]109471478008:', '109471478008 ticks'",
    "'[000]1790000000252213000:', '1790000000252213000 ticks'",
    "'[000]9223372036854775807:', '9223372036854775807 ticks'",
  })
  void readsEveryClock(String columns, String time) throws Exception {
    String line = "            bash-25    " + columns + " module_free: vkms";
    assertEquals("free vkms | bash-25 cpu 0 at " + time, Told.line(line));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "d.h1., ' in an interrupt'",
    "..s., ' in an interrupt'",
    "d.H.., ' in an interrupt'",
    "dNZ1., ' in an interrupt'",
    "d.z.., ' in an interrupt'",
    "...1, ''",
    "dN.1., ''",
    "bL.21, ''",
  })
  void readsFromTheFlagsWhetherAnInterruptRan(String flags, String context) throws Exception {
    String line = "            bash-25      [000] " + flags + "     1.000002: module_free: vkms";
    assertEquals("free vkms | bash-25 cpu 0 at 1000002000 ns" + context, Told.line(line));
  }
}
