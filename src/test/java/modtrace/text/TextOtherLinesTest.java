package modtrace.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import modtrace.event.TraceTally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses, stacks, other events and garbage. */
class TextOtherLinesTest {
  private static final String GET =
      "            bash-25      [000] .....     1.000002: module_get: vkms call_site=f refcnt=2\n";
  private static final String TOLD = "get vkms 2 at f | bash-25 cpu 0 at 1000002000 ns";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CPU:3 [LOST 17 EVENTS], lost 17 cpu 3",
    "CPU:3 [LOST EVENTS], lost -1 cpu 3",
    "CPU:12 [17 EVENTS DROPPED], lost 17 cpu 12",
    "CPU:0 [EVENTS DROPPED], lost -1 cpu 0",
    "foo: CPU:1 [127 EVENTS DROPPED], lost 127 cpu 1",
    "CPUs: CPU:1 [127 EVENTS DROPPED], lost 127 cpu 1",
    "cpus: CPU:1 [127 EVENTS DROPPED], lost 127 cpu 1",
    "[x]: CPU:1 [LOST 127 EVENTS], lost 127 cpu 1",
    "'    CPU:3 [LOST 17 EVENTS]', lost 17 cpu 3",
    "'           perf    25 [002]     1.000002: PERF_RECORD_LOST lost 17', lost 17 cpu 2",
    "'           perf    25 [002]     1.000002: PERF_RECORD_LOST_SAMPLES lost 3', lost 3 cpu 2",
  })
  void readsALoss(String line, String told) throws Exception {
    assertEquals(told, Told.line(line));
  }

  @Test
  void givesAKernelStackToItsEvent() throws Exception {
    Told told =
        Told.of(
            GET
                + """
                            bash-25      [000] .....     1.000003: <stack trace>
                 => trace_event_raw_event_module_refcnt
                 => try_module_get
                 => drm_stub_open+0x1a/0x30 [drm]
                            bash-25      [000] .....     1.000003: <user stack trace>
                 =>  <00007f5513829409>
                 => /usr/bin/bash[+0x2409]
                """);
    assertEquals(
        TOLD + "\nstack trace_event_raw_event_module_refcnt try_module_get drm_stub_open [drm]",
        told.items());
    assertEquals(new TraceTally(0, 1, 0, 0, 0), told.tally());
  }

  @Test
  void givesAStackThatComesLateToTheEventOfItsOwnTask() throws Exception {
    String text =
        """
                    bash-25      [000] .....     1.000001: module_put: vkms call_site=f refcnt=1
                    rmmod-9      [001] .....     1.000002: module_get: drm call_site=g refcnt=3
                    bash-25      [000] .....     1.000003: <stack trace>
         => of_bash
                   rmmod-9       [001] .....     1.000004: <stack trace>
         => of_rmmod
        """;
    assertEquals(
        """
        put vkms 1 at f | bash-25 cpu 0 at 1000001000 ns
        get drm 3 at g | rmmod-9 cpu 1 at 1000002000 ns
        stack of_rmmod""",
        Told.of(text.replace("    rmmod-9 ", "   rmmod-9  ")).items());
  }

  @Test
  void leavesTheStackOfAnotherEventAlone() throws Exception {
    Told told =
        Told.of(
            GET
                + """
                            bash-25      [000] .....     1.000003: sched_switch: x ==> y
                            bash-25      [000] .....     1.000003: <stack trace>
                 => schedule
                """);
    assertEquals(TOLD, told.items());
    assertEquals(1, told.tally().otherEvents());
  }

  @Test
  void readsTraceCmdsStacks() throws Exception {
    Told told =
        Told.of(
            """
                        bash-25    [000]     1.000002: module_get:           vkms call_site=f refcnt=2
                        bash-25    [000]     1.000003: kernel_stack:         <stack trace >
            => try_module_get (ffffffff8117c4b0)
            => drm_stub_open (ffffffffc0a81234)
            """);
    assertEquals(TOLD + "\nstack try_module_get drm_stub_open", told.items());
    assertEquals(new TraceTally(0, 1, 0, 0, 0), told.tally());
  }

  @Test
  void readsTheKernelsPartOfPerfsCallchains() throws Exception {
    Told told =
        Told.of(
            """
            bash 25 [000]     1.000002: module:module_get: vkms call_site=f refcnt=2
            \tffffffff81399b50 __traceiter_module_get+0x30 ([kernel.kallsyms])
            \tffffffffc135d988 drm_stub_open+0x448 ([drm])
            \tffffffffc135e119 vkms_open+0x29 (/lib/modules/6.1.0/kernel/drivers/gpu/drm/vkms.ko)
            \t    7ffc1234abcd [unknown] ([vdso])
            \t           d4409 _exit+0x29 (/usr/lib/x86_64-linux-gnu/libc.so.6)

            bash 25 [000]     1.000002: module:module_get: vkms call_site=f refcnt=2
            """);
    assertEquals(
        TOLD + "\nstack __traceiter_module_get drm_stub_open vkms_open\n" + TOLD, told.items());
    assertEquals(0, told.tally().unparsed());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "            bash-25      [000] .....     1.000002: sched_waking: comm=module_get: pid=1",
        "            bash-25      [000] ...1.     1.000002: tracing_mark_write: module_get: vkms",
        "            bash-25      [000] .....     1.000002: sys_openat(dfd: 3, flags: 0)",
        "            bash-25      [000] .....     1.000002: sys_getpid()",
        "            bash-25      [000] .....     1.000002: sys_close -> 0x0",
        "          <idle>-0       [001] d..1.     1.000002: tick_nohz_idle_stop_tick <-do_idle",
        "            bash-25      [000] .....     1.000002:   8,0    Q  WS 4128 + 8 [bash]",
        "            bash  25 [000]     1.000002: sched:sched_wakeup: x",
        "    kworker/0:1H-25    [000]     1.000002: print:                hello"
      })
  void countsAndPassesOverOtherEvents(String line) throws Exception {
    assertEquals(new Told("", new TraceTally(0, 0, 1, 0, 0)), Told.of(line + "\n"));
  }

  @Test
  void passesOverWhatToolsSayBeside() throws Exception {
    assertEquals(
        new Told("", new TraceTally(4, 0, 0, 0, 0)),
        Told.of(
            """
            version = 7
            CPU 3 is empty
            cpus=4
            CPU0 data recorded at offset=0x1000
                12288 bytes in size
            CPU:0 [SUBBUFFER START] [24077886124:0x1000]
             TIME EXTEND: delta:1177628014 length:0
            [LINE TOO BIG]
            Unknown type 1234

            """));
  }

  @Test
  void countsGarbageAndTellsWhereItBegan() throws Exception {
    Told told = Told.of("cpus=1\n" + GET + "oops\n" + GET + "\u0000\u0001\u0002\n");
    assertEquals(
        TOLD + "\n3: no trace line: oops\n" + TOLD + "\n5: no trace line: \u0000\u0001\u0002",
        told.items());
    assertEquals(new TraceTally(1, 2, 0, 2, 3), told.tally());
  }

  @Test
  void readsWhatFollowsAVeryLongLine() throws Exception {
    for (int length : new int[] {65_535, 65_536, 100_000, 131_071, 131_072, 131_073, 1_000_000}) {
      Told told = Told.of("x".repeat(length) + "\n" + GET);
      assertEquals("1: no trace line: " + "x".repeat(80) + "\n" + TOLD, told.items());
      assertEquals(new TraceTally(0, 1, 0, 1, 1), told.tally());
    }
  }

  @Test
  void doesNotTakeAVeryLongNameForAModule() throws Exception {
    Told told = Told.of(GET.replace("vkms", "v".repeat(60_000)));
    assertEquals(1, told.tally().unparsed());
  }

  @Test
  @Timeout(60)
  void isNotSlowedByALineThatBeginsHeadersOverAndOver() throws Exception {
    for (String piece :
        new String[] {"-1 ([", "-1 [1]x", "-1 [1]", "(1", "a [", " -1/1 (1) [1] 1", "-1[1]x"}) {
      Told told = Told.of((piece.repeat(60_000 / piece.length()) + "[\n").repeat(50));
      assertEquals(50, told.tally().unparsed() + told.tally().otherEvents());
    }
  }
}
