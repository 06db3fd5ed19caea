package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace record} on a kernel in memory: what it writes there, prints and leaves. */
final class RecordTest {
  private static final String LINE =
      "        modprobe-339     [000] .....     1.000000: module_load: vkms OE\n";

  @Test
  void copiesTheTraceAsItIs(@TempDir Path root) {
    try (var kernel =
        FakeKernel.withModuleEvents().pipe(LINE, FakeKernel.SILENCE, LINE).whenIdle(Run::moment)) {
      var run = Run.onKernel(kernel, root, "record", "-o", "-", "--for", "50ms");
      assertEquals(LINE + LINE, run.out());
      assertEquals(0, run.exitCode());
      assertEquals(List.of(), kernel.instances());
      assertEquals(List.of(), kernel.globalWrites());
    }
  }

  @Test
  void returnsTheExitCodeOfTheCommand(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents().pipe(LINE).whenIdle(Run::moment)) {
      assertEquals(
          7,
          Run.onKernel(kernel, root, "record", "-o", "-", "--", "sh", "-c", "exit 7").exitCode());
      assertEquals(List.of(), kernel.instances());
    }
  }

  @Test
  void asksTheKernelForWhatTellsAboutTheModuleOnly(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents()) {
      Run.onKernel(kernel, root, "record", "-o", "-", "-m", "snd-dummy", "--for", "1ms");
      List<String> filters =
          kernel.writes().stream()
              .filter(write -> write.contains("/filter"))
              .map(write -> write.substring(write.indexOf("events/module/")))
              .sorted()
              .toList();
      assertEquals(
          List.of(
              "events/module/module_get/filter=name == \"snd_dummy\"",
              "events/module/module_put/filter=name == \"snd_dummy\" || (refcnt < 8 && name !="
                  + " \"binfmt_misc\")",
              "events/module/module_request/filter=name == \"snd_dummy\""),
          filters);
    }
  }

  @Test
  void findsTheCommandBeforeItTraces() {
    assertEquals(
        new Run(3, "", "modtrace: cannot run no-such-command: command not found\n"),
        Run.of("record", "-o", "-", "--", "no-such-command"));
  }

  @Test
  void replacesNothingThatIsNotItsOwn() {
    assertEquals(
        new Run(
            3,
            "",
            "modtrace: cannot record to pom.xml: it exists and is no recording (name another one with"
                + " -o, or use --force)\n"),
        Run.of("record", "-o", "pom.xml"));
  }

  @Test
  void namesNearEventsForOneThatTheKernelLacks(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents()) {
      var run = Run.onKernel(kernel, root, "record", "-o", "-", "-e", "module_lod");
      assertEquals(
          new Run(
              3,
              "",
              "modtrace: no event \"module_lod\" (near: module_load, module_get, module_put)\n"),
          run);
    }
  }
}
