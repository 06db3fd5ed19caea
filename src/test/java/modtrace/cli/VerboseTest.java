package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modtrace.sys.Errno;
import modtrace.sys.FakeKernel;
import modtrace.sys.ToldKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What -v and -vv tell of what is done to the kernel's files. */
final class VerboseTest {
  @TempDir Path root;

  private static FakeKernel kernel() {
    return FakeKernel.withModuleEvents()
        .file("/proc/kallsyms", "ffffffff81370760 t bprm_execve\nffffffff81370db0 t next\n")
        .instanceFile("trace_marker", "")
        .instanceFile("trace", "")
        .instanceFile("current_tracer", "nop\n");
  }

  private final List<String> changes = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();

  private Run started(FakeKernel kernel) {
    return Run.onKernel(new ToldKernel(kernel, changes::add, looks::add), root, "start");
  }

  private static List<String> of(List<String> told, String call) {
    return told.stream().filter(line -> line.startsWith(call + " ")).toList();
  }

  /** Nothing is written that is not told. */
  @Test
  void eachWriteIsTold() {
    try (FakeKernel kernel = kernel()) {
      assertEquals(0, started(kernel).exitCode());
      List<String> writes = of(changes, "write");
      assertEquals(kernel.writes().size(), writes.size(), writes.toString());
      assertEquals(
          "write '256' to /sys/kernel/tracing/instances/modtrace/buffer_size_kb: ok",
          writes.get(0));
      assertEquals(
          List.of("mkdir /sys/kernel/tracing/instances/modtrace: ok"), of(changes, "mkdir"));
    }
  }

  @Test
  void whatIsReadIsToldApart() {
    try (FakeKernel kernel = kernel()) {
      started(kernel);
      assertTrue(looks.contains("open /proc/self/mounts: ok"), looks.toString());
      assertEquals(List.of(), of(changes, "open"));
    }
  }

  @Test
  void whatIsRefusedIsToldWithTheReason() {
    try (FakeKernel kernel =
        kernel().fail("mkdir", FakeKernel.TRACEFS + "/instances/modtrace", 0, Errno.ENOMEM)) {
      started(kernel);
      assertTrue(
          changes.contains("mkdir /sys/kernel/tracing/instances/modtrace: ENOMEM"),
          changes.toString());
    }
  }
}
