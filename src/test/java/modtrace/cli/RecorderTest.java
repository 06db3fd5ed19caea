package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import modtrace.event.GapMark;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import modtrace.sys.KernelText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** start, stop, clear, reset and stat on a kernel in memory: what they write there, and print. */
final class RecorderTest {
  private static final String KALLSYMS =
      "ffffffff81370760 t bprm_execve\nffffffff81370db0 t next\n";
  private static final String NOT_EXEC = "(ip < 0xffffffff81370760 || ip >= 0xffffffff81370db0)";

  private static final String ARMED =
      "armed: module events are recorded into a ring of 256 KB for each CPU, and counted";

  @TempDir Path root;

  private final FakeKernel kernel = counting().file("/proc/kallsyms", KALLSYMS);

  private static FakeKernel counting() {
    return FakeKernel.withModuleEvents()
        .instanceFile("trace_marker", "")
        .instanceFile("trace", "")
        .instanceFile("current_tracer", "nop\n")
        .instanceFile("events/module/module_get/hist", "")
        .instanceFile("events/module/module_put/hist", "")
        .instanceFile("events/module/module_get/trigger", "")
        .instanceFile("events/module/module_put/trigger", "");
  }

  private Run run(String... words) {
    return Run.onKernel(kernel, root, words);
  }

  private List<String> writesTo(String part) {
    return kernel.writes().stream().filter(write -> write.contains(part)).toList();
  }

  @Test
  void armsASmallRingWithoutTheChatterAndCounts() {
    assertEquals(
        new Run(
            0,
            "recorder armed: module events are recorded into a ring of 64 KB for each CPU, and counted\n",
            ""),
        run("start", "-b", "64", "-m", "tun"));
    assertEquals("buffer_size_kb=64", kernel.writes().get(0));
    assertEquals("tracing_on=1", kernel.writes().get(kernel.writes().size() - 1));
    assertEquals(List.of("trace_clock=boot"), writesTo("trace_clock"));
    assertEquals(
        List.of(
            "events/module/module_get/filter=(name == \"tun\") && (" + NOT_EXEC + ")",
            "events/module/module_put/filter=(name == \"tun\" || (refcnt < 8 && name != \"binfmt_misc\")) && ("
                + NOT_EXEC
                + ")",
            "events/module/module_request/filter=name == \"tun\""),
        writesTo("/filter").stream().sorted().toList());
    assertEquals(4, writesTo("/trigger=hist:").size());
    assertTrue(
        writesTo("/trigger=hist:").stream().allMatch(write -> write.endsWith(" if " + NOT_EXEC)));
    assertEquals(5, writesTo("/enable=1").size());
    assertEquals(List.of(), kernel.globalWrites());
    kernel.close();
  }

  @Test
  void statTellsWhatTheRecorderItselfLeavesOut() {
    kernel
        .file(FakeKernel.TRACEFS + "/tracing_on", "1\n")
        .file(FakeKernel.TRACEFS + "/per_cpu/cpu0/stats", KernelText.stats(0, 0, 0));
    for (String name : List.of("current_tracer", "trace_clock", "set_event", "buffer_size_kb")) {
      kernel.file(FakeKernel.TRACEFS + "/" + name, "nop\n");
    }
    run("start", "-m", "tun");
    String told = run("stat").out();
    assertTrue(told.startsWith("top level: tracing on, tracer nop, clock nop\n"), told);
    assertTrue(told.contains("instance modtrace (the recorder): tracing on"), told);
    assertTrue(told.contains("  of gets: where (name == \"tun\") && (" + NOT_EXEC + ")\n"), told);
    assertTrue(told.contains("  left out: what bprm_execve takes"), told);
    kernel.file("/proc/kallsyms", "0000000000000000 t bprm_execve\n");
    assertTrue(!run("stat").out().contains("left out"));
  }

  @Test
  void whatFailsMidwayLeavesNothing() {
    kernel.fail("write", FakeKernel.TRACEFS + "/instances/modtrace/trace_clock", 0, Errno.EINVAL);
    Run run = run("start");
    assertEquals(3, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(List.of(), kernel.instances());
    kernel.close();
  }

  @Test
  void withoutHistogramsItRecordsAllTheSame() {
    kernel.withoutInstanceFile("events/module/module_get/hist");
    assertEquals(
        "recorder armed: module events are recorded into a ring of 256 KB for each CPU\n",
        run("start").out());
    assertEquals(List.of(), writesTo("/trigger"));
  }

  @Test
  void saysThatExecFillsTheRingWhereTheKernelHidesWhereItIs() {
    kernel.file("/proc/kallsyms", "0000000000000000 t bprm_execve\n");
    Run run = run("start");
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains("the kernel hides where that is"), run.err());
  }

  @Test
  void armedItIsNotArmedAnewForOtherThings() {
    run("start");
    assertEquals("recorder armed already\n", run("start").out());
    Run other = run("start", "-m", "loop");
    assertEquals(3, other.exitCode());
    assertTrue(other.err().contains("modtrace reset"), other.err());
  }

  @Test
  void stoppedAndStartedItMarksTheGap() {
    run("start");
    run("stop");
    assertEquals("recorder stopped already\n", run("stop").out());
    run("start");
    List<String> last = kernel.writes().subList(kernel.writes().size() - 4, kernel.writes().size());
    assertTrue(last.get(0).startsWith("trace_marker=" + GapMark.TEXT), last.toString());
    assertEquals("tracing_on=0", last.get(1));
    assertEquals("tracing_on=1", last.get(2));
    assertTrue(last.get(3).startsWith("trace_marker=" + GapMark.TEXT), last.toString());
  }

  @Test
  void whatIsNotArmedCannotBeStoppedShownOrCleared() {
    for (String verb : List.of("stop", "show", "clear")) {
      assertEquals(
          new Run(3, "", "modtrace: the recorder is not armed (modtrace start)\n"), run(verb));
    }
    assertEquals(new Run(0, "nothing to remove\n", ""), run("reset"));
  }

  @Test
  void resetRemovesItAndWhatKilledRunsLeft() {
    kernel.absent("/proc/77/stat").instance("modtrace-77-500").instance("somebody");
    run("start");
    assertEquals(
        """
        removed the instance modtrace-77-500 of a modtrace that was killed
        recorder removed, with all that it knew
        """,
        run("reset").out());
    assertEquals(List.of("somebody"), kernel.instances());
  }

  @Test
  void aResetThatIsRefusedLeavesItRecording() {
    run("start");
    kernel.fail("rmdir", FakeKernel.TRACEFS + "/instances/modtrace", 0, Errno.EBUSY);
    Run run = run("reset");
    assertEquals(3, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("tracing_on=1", kernel.writes().get(kernel.writes().size() - 1));
  }

  @Test
  void tellsEachChangeAsAnObject() {
    assertEquals(changed("absent", "armed", ARMED), run("start", "--json").out());
    assertEquals(changed("armed", "armed", "armed already"), run("start", "--json").out());
    assertEquals(
        changed("armed", "stopped", "stopped; it keeps what it has, and the balances go on"),
        run("stop", "--json").out());
    assertEquals(
        changed("stopped", "stopped", "cleared, its balances too"), run("clear", "--json").out());
    kernel.file(FakeKernel.TRACEFS + "/tracing_on", "1\n");
    assertEquals(
        "{\"schema\":\"modtrace.change/1\",\"instance\":\"\",\"setting\":\"tracing_on\","
            + "\"from\":\"1\",\"to\":\"0\",\"told\":\"tracing_on: 1 -> 0\"}\n",
        run("stop", "--top", "--json").out());
    kernel.absent("/proc/77/stat").instance("modtrace-77-500");
    assertEquals(
        "{\"schema\":\"modtrace.change/1\","
            + "\"told\":\"removed the instance modtrace-77-500 of a modtrace that was killed\"}\n"
            + changed("stopped", "absent", "removed, with all that it knew"),
        run("reset", "--json").out());
  }

  private static String changed(String from, String to, String told) {
    return "{\"schema\":\"modtrace.change/1\",\"instance\":\"modtrace\",\"setting\":\"recorder\","
        + "\"from\":\"%s\",\"to\":\"%s\",\"told\":\"recorder %s\"}\n".formatted(from, to, told);
  }

  @Test
  void wordsThatDoNotGoTogetherAreRefused() {
    for (String[] words :
        List.of(
            new String[] {"start", "--top", "-m", "tun"},
            new String[] {"start", "-p", "nop"},
            new String[] {"start", "--write"},
            new String[] {"start", "--boot", "--json"},
            new String[] {"record", "--from-recorder", "-m", "tun"},
            new String[] {"record", "--from-recorder", "-o", "-"},
            new String[] {"record", "--from-recorder", "--", "true"})) {
      Run run = run(words);
      assertEquals(2, run.exitCode(), String.join(" ", words));
      assertEquals(1, run.err().lines().count(), run.err());
    }
    assertEquals(List.of(), kernel.instances());
  }
}
