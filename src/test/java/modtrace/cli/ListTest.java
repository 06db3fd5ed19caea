package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.sys.FakeKernel;
import modtrace.sys.KernelText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace list} on a kernel in memory, and on a captured /proc and /sys. */
final class ListTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void module(String name, String state, String refcnt, String... holders)
      throws IOException {
    write("sys/module/" + name + "/initstate", state + "\n");
    if (!refcnt.isEmpty()) {
      write("sys/module/" + name + "/refcnt", refcnt + "\n");
    }
    for (String holder : holders) {
      Files.createDirectories(root.resolve("sys/module/" + name + "/holders/" + holder));
    }
  }

  private void system() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("lib/modules/6.1.0/modules.builtin", "");
    write(
        "proc/modules",
        """
        vkms 32768 1 - Live 0x0000000000000000 (OE)
        drm 618496 1 vkms,[permanent], Live 0x0000000000000000
        slow 16384 1 - Loading 0x0000000000000000
        hung 16384 -1 - Unloading 0x0000000000000000
        """);
    module("vkms", "live", "1");
    module("drm", "live", "1", "vkms");
    module("slow", "coming", "1");
    module("hung", "going", "-1");
  }

  @Test
  void modulesHaveWhatLsmodDoesNotTell() throws IOException {
    system();
    List<String> lines = Run.of(root, "", "list", "modules").out().lines().toList();
    assertEquals(
        List.of(
            "MODULE    SIZE  USED  EXPL  UNEXPL  STATE             BY",
            "vkms     32768     1     0       1  live",
            "drm     618496     1     1       0  live [permanent]  vkms"),
        lines.subList(0, 3));
    assertTrue(lines.get(3).matches("slow +16384 +1 .* coming.*"), lines.get(3));
    assertTrue(lines.get(4).matches("hung +16384 +-1 +- +- +going"), lines.get(4));
  }

  @Test
  void whatIsNotKnownIsNoNumber() throws IOException {
    system();
    List<String> lines = Run.of(root, "", "list", "modules", "--json").out().lines().toList();
    assertTrue(
        lines
            .get(0)
            .startsWith(
                "{\"schema\":\"modtrace.list-modules/1\",\"module\":\"vkms\",\"size\":32768,\"state\":\"live\",\"permanent\":false,\"use_count\":1,\"explained\":0,\"unexplained\":1"),
        lines.get(0));
    assertTrue(lines.get(1).contains("\"permanent\":true"), lines.get(1));
    assertTrue(!lines.get(3).contains("explained"), lines.get(3));
  }

  @Test
  void eventsAreThoseThatTheExpressionIsFoundIn() {
    assertEquals(
        "module:module_get\nmodule:module_put\n", list("events", "module_(get|put)$").out());
    assertEquals(
        "{\"system\":\"sched\",\"event\":\"sched_switch\"}\n",
        list("events", "^sched:", "--json").out());
    assertEquals("", list("events", "nothing like this").out());
    Run bad = list("events", "(");
    assertEquals(2, bad.exitCode());
    assertEquals(1, bad.err().lines().count(), bad.err());
  }

  @Test
  void theTracerInUseIsMarked() {
    assertEquals("blk\nnop (current)\n", list("tracers").out());
  }

  @Test
  void instancesHaveAnOwner() {
    String[] lines = list("instances").out().split("\n", -1);
    assertEquals("INSTANCE          TRACING  EVENTS  KB PER CPU  WHOSE", lines[0]);
    assertTrue(lines[1].matches("modtrace +on +0 +1408  modtrace's recorder"), lines[1]);
    assertTrue(lines[2].matches("modtrace-42-1000 .*  of a modtrace that runs"), lines[2]);
    assertTrue(lines[3].matches("modtrace-77-500 .*  of a dead modtrace \\(stale\\)"), lines[3]);
    assertTrue(lines[4].matches("somebody .*  somebody else's"), lines[4]);
  }

  private Run list(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "list";
    System.arraycopy(words, 0, all, 1, words.length);
    String top = FakeKernel.TRACEFS + "/";
    try (var kernel =
        FakeKernel.withModuleEvents()
            .instanceFile("current_tracer", "nop\n")
            .absent("/proc/77/stat")
            .instance("modtrace")
            .instance("modtrace-42-1000")
            .instance("modtrace-77-500")
            .instance("somebody")
            .file(top + "available_tracers", "blk nop\n")
            .file(top + "current_tracer", "nop\n")
            .file(top + "tracing_on", "1\n")
            .file(top + "trace_clock", "[local] global\n")
            .file(top + "set_event", "")
            .file(top + "buffer_size_kb", "7\n")
            .file(top + "per_cpu/cpu0/stats", KernelText.stats(0, 0, 0))) {
      return Run.onKernel(kernel, root, all);
    }
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() {
    for (String what : List.of("nosuch", "tracers x", "modules x")) {
      Run run = Run.of(("list " + what).split(" ", -1));
      assertEquals(2, run.exitCode(), what);
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }
}
