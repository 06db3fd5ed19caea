package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modtrace.sys.FakeKernel;
import modtrace.sys.KernelText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** doctor, on machines that lack this and that; what is tried on ourselves is tried for real. */
final class DoctorTest {
  @TempDir Path root;

  @BeforeEach
  void aMachine() throws IOException {
    write("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
    write("proc/sys/kernel/osrelease", "6.1.0-56-amd64\n");
    write("proc/self/status", "Name:\tjava\nCapEff:\t000001ffffffffff\n");
    write("proc/modules", "vkms 45056 1 - Live 0x0\n");
    write("proc/kallsyms", "ffffffff81000000 T startup_64\n");
    write("sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
    write("sys/module/vkms/refcnt", "1\n");
    Files.createDirectories(root.resolve("proc/self/ns"));
    Files.createDirectories(root.resolve("proc/self/map_files"));
    Files.createDirectories(root.resolve("proc/1"));
    Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026531836]"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run doctor(FakeKernel kernel, String... words) {
    try (kernel) {
      String[] all = new String[words.length + 1];
      all[0] = "doctor";
      System.arraycopy(words, 0, all, 1, words.length);
      return Run.onKernel(kernel, root, all);
    }
  }

  private static FakeKernel traced() {
    return at(FakeKernel.withModuleEvents())
        .file(FakeKernel.TRACEFS + "/events/module/module_get/hist", "");
  }

  private static FakeKernel at(FakeKernel kernel) {
    return kernel
        .absent(FakeKernel.TRACEFS + "/events/module/module_get/hist")
        .file(FakeKernel.TRACEFS + "/per_cpu/cpu0/stats", KernelText.stats(0, 0, 0))
        .instanceFile("current_tracer", "nop\n")
        .file(FakeKernel.TRACEFS + "/tracing_on", "1\n")
        .file(FakeKernel.TRACEFS + "/current_tracer", "nop\n")
        .file(FakeKernel.TRACEFS + "/trace_clock", "[local] boot\n")
        .file(FakeKernel.TRACEFS + "/set_event", "")
        .file(FakeKernel.TRACEFS + "/buffer_size_kb", "7\n");
  }

  private static String line(Run run, String subject) {
    return run.out()
        .lines()
        .filter(line -> line.contains(" " + subject + " "))
        .findFirst()
        .orElse("");
  }

  @Test
  void tellsWhatIsThere() {
    Run run = doctor(traced());
    assertTrue(line(run, "kernel").contains("Linux 6.1.0-56-amd64 "), run.out());
    assertTrue(line(run, "kernel").endsWith("Debian GNU/Linux 12 (bookworm)"), run.out());
    assertEquals("ok", line(run, "lockdown").split(" ", 2)[0]);
    assertEquals("ok", line(run, "tracefs").split(" ", 2)[0]);
    assertEquals("ok", line(run, "module events").split(" ", 2)[0]);
    assertEquals("ok", line(run, "processes").split(" ", 2)[0]);
    assertEquals("", run.err());
  }

  @Test
  void tellsWhatIsMissing() throws IOException {
    write("sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
    write("proc/self/status", "CapEff:\t0000000000000000\n");
    Files.delete(root.resolve("proc/modules"));
    Files.delete(root.resolve("sys/module/vkms/refcnt"));
    Files.delete(root.resolve("proc/1"));
    write("proc/kallsyms", "0000000000000000 T startup_64\n");
    Run run = doctor(at(new FakeKernel("module:module_load")).user(1000));
    assertEquals(1, run.exitCode());
    assertTrue(
        run.out().lines().findFirst().orElse("").endsWith("are limited or missing here."),
        run.out());
    for (String missing : List.of("lockdown", "modules", "use counts", "module events")) {
      assertEquals("missing", line(run, missing).split(" ", 2)[0], run.out());
    }
    for (String limited : List.of("user", "capabilities", "processes", "symbols")) {
      assertEquals("limited", line(run, limited).split(" ", 2)[0], run.out());
    }
    assertTrue(line(run, "module events").contains("module_free module_get module_put"), run.out());
  }

  /** As /proc/modules is where CONFIG_MODULE_UNLOAD is not set. */
  @Test
  void tellsThatTheKernelDoesNotCount() throws IOException {
    Files.delete(root.resolve("sys/module/vkms/refcnt"));
    write("proc/modules", "vkms 45056 - - Live 0x0\n");
    Run run = doctor(at(new FakeKernel("module:module_load")));
    assertTrue(
        line(run, "use counts")
            .endsWith(" this kernel does not count references (no CONFIG_MODULE_UNLOAD)"),
        run.out());
  }

  @Test
  void tellsThatTracefsIsReadOnly() {
    Run run = doctor(traced().file("/proc/self/mounts", "x /sys/kernel/tracing tracefs ro 0 0\n"));
    assertEquals(1, run.exitCode());
    assertTrue(
        line(run, "tracefs")
            .matches("limited +tracefs +/sys/kernel/tracing is read-only: what was .*"),
        run.out());
  }

  @Test
  void namesWhatAKilledRunLeft() {
    Run run = doctor(traced().absent("/proc/7/stat").instance("modtrace-7-99").instance("perf"));
    assertTrue(line(run, "instance modtrace-7-99").startsWith("limited"), run.out());
    assertTrue(line(run, "instance modtrace-7-99").endsWith("(modtrace reset)"), run.out());
    assertTrue(line(run, "instance perf").endsWith("somebody else's"), run.out());
  }

  /** It is made to be posted: no host, no process but ourselves, no command line. */
  @Test
  void tellsNothingThatIsNobodysBusiness() throws IOException {
    write("proc/sys/kernel/hostname", "secret-host\n");
    write("proc/1/comm", "secret-init\n");
    Run run = doctor(traced(), "--json");
    assertFalse((run.out() + run.err()).contains("secret"), run.out());
  }

  @Test
  void changesNothing() {
    try (FakeKernel kernel = traced()) {
      Run.onKernel(kernel, root, "doctor");
      assertEquals(List.of(), kernel.writes());
    }
  }
}
