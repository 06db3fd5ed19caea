package modtrace.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.dat.DatWriterPages;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace record} on a kernel in memory: what it writes there, prints and leaves. */
final class RecordTest {
  private static final String LINE =
      "        modprobe-339     [000] .....     1.000000: module_load: vkms OE\n";

  @Test
  void copiesTheTraceAsItIs(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents().pipe(LINE, FakeKernel.SILENCE, LINE)) {
      var run = Run.onKernel(kernel, root, "record", "-o", "-", "--for", "50ms");
      assertEquals(LINE + LINE, run.out());
      assertEquals(0, run.exitCode());
      assertEquals(List.of(), kernel.instances());
      assertEquals(List.of(), kernel.globalWrites());
    }
  }

  @Test
  void recordsTheBuffersOfEachCpuAsTheyAre(@TempDir Path root) {
    byte[] page = DatWriterPages.at(100).event(0, 4711).bytes();
    try (var kernel = binary(root).raw(1, page)) {
      String file = root.resolve("trace.dat").toString();
      var run = Run.onKernel(kernel, root, "record", "-o", file, "--for", "50ms");
      assertTrue(run.err().endsWith("modtrace: 1 event (0.0 MB) in " + file + "\n"), run.err());
      assertEquals(0, run.exitCode());
      String recorded = new String(kernel.recorded(file), ISO_8859_1);
      assertTrue(recorded.startsWith("\027\010Dtracing6\0"));
      assertTrue(recorded.contains("339 modprobe\n"));
      assertTrue(recorded.endsWith(new String(page, ISO_8859_1)));
      assertEquals(List.of(), kernel.instances());
      assertEquals(List.of(), kernel.globalWrites());
    }
  }

  @Test
  void saysWhatItSavedBeforeTheDiskWasFull(@TempDir Path root) {
    byte[] page = DatWriterPages.at(100).event(0, 4711).bytes();
    String file = root.resolve("trace.dat").toString();
    try (var kernel =
        binary(root)
            .raw(1, page, DatWriterPages.at(1).bytes(), page)
            .fail("write", file, 21, Errno.ENOSPC)) { // 19 are of the head, one of the extents
      var run = Run.onKernel(kernel, root, "record", "-o", file, "--for", "10s");
      assertEquals(3, run.exitCode());
      assertTrue(
          run.err()
              .endsWith(
                  "modtrace: cannot write "
                      + file
                      + ": no space left: only 0 events (0.0 MB) in "
                      + file
                      + "\n"),
          run.err());
      assertEquals(List.of(), kernel.instances());
    }
  }

  @Test
  void saysWhereARecordingEndsThatCouldNotBePutInOrder(@TempDir Path root) throws IOException {
    byte[] page = DatWriterPages.at(1_500_000_000).event(0, 4711).bytes();
    String file = root.resolve("trace.dat").toString();
    try (var kernel = binary(root).raw(1, page).fail("write", file + ".new", 1, Errno.ENOSPC)) {
      Run.onKernel(kernel, root, "record", "-o", file, "--for", "50ms");
      Files.write(Path.of(file), kernel.recorded(file));
    }
    String warning =
        "modtrace: "
            + file
            + ": the recording was not finished (modtrace record was killed, or the disk was full):"
            + " it has events of CPU 1 until 1.500000; how many later events are missing is not"
            + " known\n";
    var report = Run.of("report", "-i", file);
    assertEquals(warning, report.err());
    assertEquals(0, report.exitCode());
    assertTrue(Run.of("who-holds", "vkms", "-i", file).err().startsWith(warning));
  }

  @Test
  void filtersTheEventsBeforeTheFilter(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents()) {
      Run.onKernel(
          kernel,
          root,
          "record",
          "-o",
          "-",
          "--for",
          "1ms",
          "-m",
          "tun",
          "-e",
          "module_get",
          "-f",
          "refcnt > 2",
          "-e",
          "module_load");
      List<String> filters =
          kernel.writes().stream().filter(write -> write.contains("/filter")).toList();
      assertEquals(
          List.of("events/module/module_get/filter=(refcnt > 2) && (name == \"tun\")"), filters);
    }
  }

  /** A kernel whose buffers can be read as they are, with places for a recording. */
  private static FakeKernel binary(Path root) {
    FakeKernel kernel =
        FakeKernel.withModuleEvents()
            .instanceFile("events/header_page", DatWriterPages.HEADER_PAGE)
            .instanceFile("events/header_event", "")
            .instanceFile("events/ftrace/enable", "0\n")
            .instanceFile("events/ftrace/kernel_stack/format", "name: kernel_stack\n")
            .instanceFile("buffer_percent", "50\n")
            .file(FakeKernel.TRACEFS + "/printk_formats", "")
            .file(FakeKernel.TRACEFS + "/saved_cmdlines", "339 modprobe\n")
            .file("/proc/kallsyms", "ffffffff81000000 T _text\n")
            .file("/proc/modules", "vkms 16384 0 - Live 0x0\n")
            .file(root.resolve("trace.dat").toString(), "")
            .file(root.resolve("trace.dat.new").toString(), "");
    for (String name : List.of("ostype", "hostname", "osrelease")) {
      kernel.file("/proc/sys/kernel/" + name, name + "\n");
    }
    return kernel
        .instanceFile("per_cpu/cpu0/trace_pipe_raw", "")
        .instanceFile("per_cpu/cpu1/trace_pipe_raw", "");
  }

  @Test
  void returnsTheExitCodeOfTheCommand(@TempDir Path root) {
    try (var kernel = FakeKernel.withModuleEvents().pipe(LINE)) {
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
        new Run(
            3,
            "",
            "modtrace: cannot run no-such-command: command not found (is it installed, and in PATH?)\n"),
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

  /** A recording that was killed before its first byte leaves one. */
  @Test
  void replacesAnEmptyFile(@TempDir Path root) throws IOException {
    OutputFile.check(Files.createFile(root.resolve("trace.dat")).toString(), false);
    Files.writeString(root.resolve("trace.dat"), "x");
    assertThrows(
        Failure.class, () -> OutputFile.check(root.resolve("trace.dat").toString(), false));
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
