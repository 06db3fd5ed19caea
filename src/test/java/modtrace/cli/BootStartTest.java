package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modtrace start --boot}: what starts the recorder with the machine. */
final class BootStartTest {
  private static final String UNIT = "/etc/systemd/system/modtrace-recorder.service";

  @TempDir Path root;

  private Run run(String... words) {
    return Run.of(root, "", words);
  }

  private Path units() throws IOException {
    return Files.createDirectories(root.resolve("etc/systemd/system"));
  }

  @Test
  void printsTheUnitAndTheKernelsLineAndInstallsNothing() throws IOException {
    Path units = units();
    Run run = run("start", "--boot", "-m", "vkms", "-b", "64", "--stacks");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("# " + UNIT), run.out());
    assertTrue(
        run.out().contains("\nExecStart=/usr/bin/modtrace start -m vkms -b 64 --stacks\n"),
        run.out());
    assertTrue(
        run.out()
            .matches(
                "(?s).*\nBefore=systemd-modules-load.service systemd-udev-trigger.service .*"));
    assertTrue(run.out().contains("# trace_instance=modtrace,module:module_load,"), run.out());
    try (var files = Files.list(units)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void installsAndEnablesItAndDoesNotMindASecondTime() throws IOException {
    Path units = units();
    Run first = run("start", "--boot", "--write");
    assertTrue(first.out().startsWith("installed and enabled " + UNIT + "\n"), first.toString());
    assertEquals(first, run("start", "--boot", "--write"));
    String unit = Files.readString(units.resolve("modtrace-recorder.service"));
    assertTrue(unit.endsWith("\n[Install]\nWantedBy=sysinit.target\n"), unit);
    assertEquals(
        UNIT,
        Files.readSymbolicLink(units.resolve("sysinit.target.wants/modtrace-recorder.service"))
            .toString());
  }

  @Test
  void leavesAUnitThatSomebodyChanged() throws IOException {
    Path unit = Files.writeString(units().resolve("modtrace-recorder.service"), "# mine\n");
    Run run = run("start", "--boot", "--write");
    assertEquals(3, run.exitCode());
    assertEquals(
        "modtrace: " + UNIT + " is there with other content (remove it first)\n", run.err());
    assertEquals("# mine\n", Files.readString(unit));
  }

  @Test
  void saysThatThereIsNoSystemd() {
    Run run = run("start", "--boot", "--write");
    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("there is no /etc/systemd/system (no systemd here?)"), run.err());
  }
}
