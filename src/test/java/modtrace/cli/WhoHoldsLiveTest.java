package modtrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import modtrace.sys.FakeKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code modtrace who-holds} without a recording: on a captured /proc and /sys, and a kernel in
 * memory.
 */
final class WhoHoldsLiveTest {
  private static final String GET =
      "            bash-368     [000] .....     1.500000: module_get: vkms call_site=drm_stub_open [drm] refcnt=2\n";

  @TempDir Path root;

  @BeforeEach
  void host() throws IOException {
    write("proc/sys/kernel/hostname", "h\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("lib/modules/6.1.0/modules.dep", "kernel/drivers/gpu/vkms.ko: \n");
    write("lib/modules/6.1.0/modules.builtin", "kernel/fs/ext2/ext2.ko\n");
  }

  private void module(String name, int useCount, String... holders) throws IOException {
    write("sys/module/" + name + "/initstate", "live\n");
    write("sys/module/" + name + "/refcnt", useCount + "\n");
    for (String holder : holders) {
      Files.createDirectories(root.resolve("sys/module/" + name + "/holders/" + holder));
    }
  }

  private void process(int pid, String comm, String state, String cgroup) throws IOException {
    process(pid, comm, state, cgroup, 1);
  }

  private void process(int pid, String comm, String state, String cgroup, int parent)
      throws IOException {
    String numbers = " " + parent + " 1 1 0 -1 4194304 " + "0 ".repeat(12) + "777 0";
    write("proc/" + pid + "/stat", pid + " (" + comm + ") " + state + numbers + "\n");
    write(
        "proc/" + pid + "/status",
        "Name:\t" + comm + "\nTgid:\t" + pid + "\nPid:\t" + pid + "\nUid:\t0\t0\t0\t0\n");
    write("proc/" + pid + "/cgroup", "0::" + cgroup + "\n");
    Files.createDirectories(root.resolve("proc/" + pid + "/task/" + pid));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void countsAndNamesDependantsAtOnce() throws IOException {
    module("drm", 3, "vkms", "drm_kms_helper");
    var run = Run.of(root, "", "who-holds", "drm");
    assertEquals(
        """
        drm: use count 3 = 2 by modules + 1 unexplained
        HOLDER                 PID  REFS  EVIDENCE
        module drm_kms_helper    -     1  listed in /sys/module holders
        module vkms              -     1  listed in /sys/module holders
        Would release it:
          modprobe -r drm_kms_helper
          modprobe -r vkms
        That is not all that keeps it: modprobe -r drm would still fail.
        """,
        run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void unexplainedReferencesGetTheLikeliestKindsAndTheNextStep() throws IOException {
    module("vkms", 1);
    write("proc/devices", "Character devices:\n\nBlock devices:\n");
    write("sys/module/vkms/sections/__ksymtab_gpl", "0x0000000000000000\n");
    var run = Run.of(root, "", "who-holds", "vkms");
    assertEquals("vkms: use count 1 = 1 unexplained\n", run.out());
    String hints =
        """
        modtrace: vkms: unexplained most likely is what was not seen; or kernel code that took it by the name of one of its symbols; or code that took a reference and never gives it back
        modtrace: vkms: to see who takes and gives back references, trace it from before it is loaded: modtrace who-holds -f vkms, or have it always traced from now on: modtrace start
        """;
    assertTrue(run.err().endsWith(hints), run.err());
    String json = Run.of(root, "", "who-holds", "vkms", "--json").out();
    assertTrue(
        json.contains("\"unexplained_likely\":[\"what was not seen\",\"kernel code that"), json);
  }

  @Test
  void aPermanentModuleIsNeverSaidToBeFree() throws IOException {
    module("drm", 1, "vkms");
    write("proc/modules", "drm 634880 1 vkms,[permanent], Live 0x0000000000000000\n");
    assertEquals(
        """
        drm: use count 1 = 1 by a module
        It is permanent: it has no exit function, nothing can unload it.
        HOLDER       PID  REFS  EVIDENCE
        module vkms    -     1  listed in /sys/module holders
        Would release it:
          modprobe -r vkms
        That is not all that keeps it: modprobe -r drm would still fail.
        """,
        Run.of(root, "", "who-holds", "drm").out());
    String json = Run.of(root, "", "who-holds", "drm", "--json").out();
    assertTrue(json.contains("\"state\":\"permanent\""), json);
  }

  @Test
  void saysInOneLineWhyThereIsNoAnswer() throws IOException {
    write("sys/module/hung/initstate", "live\n");
    write("sys/module/hung/refcnt", "-1\n");
    assertEquals(
        "modtrace: vkms is not loaded: nobody can hold it (modtrace list modules shows what is)\n",
        Run.of(root, "", "who-holds", "vkms").err());
    assertEquals(
        "modtrace: ext2 is built into the kernel: it cannot be unloaded, and nobody counts\n",
        Run.of(root, "", "who-holds", "ext2").err());
    assertEquals(
        "modtrace: there is no module vkmz: it is not loaded, and not installed for kernel 6.1.0 (is it named right?)\n",
        Run.of(root, "", "who-holds", "vkmz").err());
    assertEquals(
        "modtrace: hung is going away: it is being unloaded, or its exit function hangs (ask again; dmesg tells of a hang)\n",
        Run.of(root, "", "who-holds", "hung").err());
    assertEquals(3, Run.of(root, "", "who-holds", "hung").exitCode());
  }

  @Test
  void refusesWhatCannotBeANameInOneLine() throws IOException {
    List<String> words =
        List.of("", ".", "..", "...", "a/b", "../vkms", "vkms*", "%s", "vk ms", "vk\nms", "vk\0ms");
    for (String word : words) {
      refuses(word);
    }
    refuses("\u001b[31m");
    refuses("vkms".repeat(100));
  }

  private void refuses(String word) throws IOException {
    var run = Run.of(root, "", "who-holds", word);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .matches("modtrace: '[ -~]{0,90}' cannot be the name of a module \\(see [^\n]*\\)\n"),
        run.err());
  }

  @Test
  void doesNotTakeAMissingSysfsForAMissingModule() throws IOException {
    Files.createDirectories(root.resolve("sys/module"));
    write("proc/modules", "vkms 32768 1 - Live 0x0000000000000000\n");
    var run = Run.of(root, "", "who-holds", "vkms");
    assertEquals(
        "modtrace: vkms is loaded, as /proc/modules tells, but it is not in /sys/module: is sysfs"
            + " mounted?\n",
        run.err());
    assertEquals(3, run.exitCode());
  }

  @Test
  void showsEachGetAndThenTheAccountWithWhatWouldReleaseIt() throws IOException {
    module("vkms", 1);
    process(368, "gnome-shell", "S", "/system.slice/gdm.service");
    try (var kernel = FakeKernel.withModuleEvents().pipe(GET)) {
      var run = Run.onKernel(kernel, root, "who-holds", "vkms", "--for", "50ms");
      assertEquals(
          """
          1.500000  get   vkms  gnome-shell-368  at drm_stub_open [drm]  use count 1
          vkms: 1 reference, 1 explained
          HOLDER       PID  REFS  GETS  PUTS     SINCE  CALL SITE
          gnome-shell  368     1     1     0  1.500000  drm_stub_open: opened a DRM device node (/dev/dri/*)
          Would release it:
            systemctl stop gdm.service
          Then modprobe -r vkms works.
          """,
          run.out());
      assertEquals(List.of(), kernel.instances());
    }
    try (var kernel = FakeKernel.withModuleEvents().pipe(GET)) {
      String json =
          Run.onKernel(kernel, root, "who-holds", "vkms", "--json", "--for", "50ms").out();
      assertTrue(json.contains("\"unit\":\"gdm.service\""), json);
      assertTrue(
          json.contains(
              "\"evidence\":[\"get at drm_stub_open\",\"traced as bash\",\"still running\"],"
                  + "\"release\":\"systemctl stop gdm.service\""),
          json);
    }
  }

  @Test
  void showsTheHoldingProcessesAmongTheirAncestorsAndChildren() throws IOException {
    module("vkms", 1);
    process(1, "systemd", "S", "/init.scope", 0);
    process(300, "gdm", "S", "/system.slice/gdm.service", 1);
    process(301, "cron", "S", "/system.slice/cron.service", 1);
    process(368, "gnome\nshell", "S", "/system.slice/gdm.service", 300);
    process(400, "Xwayland", "S", "/system.slice/gdm.service", 368);
    process(401, "sh", "S", "/system.slice/gdm.service", 368);
    process(402, "sleep", "S", "/system.slice/gdm.service", 400);
    process(500, "other", "S", "/system.slice/gdm.service", 300);
    try (var kernel = FakeKernel.withModuleEvents().pipe(GET)) {
      String out = Run.onKernel(kernel, root, "who-holds", "vkms", "--tree", "--for", "50ms").out();
      String tree =
          """
          Then modprobe -r vkms works.
          systemd (1)
          `- gdm (300)
             `- gnome\\nshell (368): holds 1 reference
                |- Xwayland (400)
                |  `- sleep (402)
                `- sh (401)
          """;
      assertTrue(out.endsWith(tree), out);
    }
  }

  @Test
  void namesNobodyForAReferenceWhoseTakerHasExited() throws IOException {
    module("vkms", 1);
    process(368, "opener", "Z", "/");
    try (var kernel = FakeKernel.withModuleEvents().pipe(GET)) {
      var run = Run.onKernel(kernel, root, "who-holds", "vkms", "--for", "50ms");
      assertTrue(
          run.out().endsWith("\nvkms: 1 reference, 0 explained, 1 unexplained\n"), run.out());
      assertTrue(
          run.err()
              .contains(
                  "modtrace: vkms: opener (368) took 1 reference at drm_stub_open and has exited:"
                      + " somebody else has it now, by inheritance or passed on\n"),
          run.err());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void theKernelsOwnCountStandsAboveTheTrace() throws IOException {
    module("vkms", 2);
    process(368, "cat", "S", "/");
    try (var kernel = FakeKernel.withModuleEvents().pipe(GET)) {
      String json =
          Run.onKernel(kernel, root, "who-holds", "vkms", "--json", "--for", "50ms").out();
      assertTrue(
          json.contains(
              "\"use_count\":2,\"explained\":1,\"unexplained\":1,\"prior\":0,\"lost_events\":0,\"gaps\":1"),
          json);
    }
  }

  @Test
  void aRecordingOfAnotherBootSaysNothingOfThisOne() throws IOException {
    module("vkms", 1);
    write("proc/uptime", "1.20 2.00\n");
    var run =
        Run.of(root, GET.replace("1.500000", "9.500000"), "who-holds", "vkms", "-i", "-", "--now");
    assertEquals(
        "modtrace: standard input is of another boot or machine: its last event is later than this machine"
            + " has been running for (without --now it can be read)\n",
        run.err());
    assertEquals(3, run.exitCode());
  }

  @Test
  void aRecordingOlderThanTheBootSaysNothingOfIt() throws IOException {
    module("vkms", 1);
    write("proc/uptime", "100.20 2.00\n");
    write("old.txt", GET);
    Path old = root.resolve("old.txt");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(200)));
    var run = Run.of(root, "", "who-holds", "vkms", "-i", old.toString(), "--now");
    assertTrue(run.err().contains("it was last written before this machine booted"), run.err());
    assertEquals(3, run.exitCode());
  }

  @Test
  void aRecordingOfThisBootTellsWhatTheSystemDoesNot() throws IOException {
    module("vkms", 1);
    process(368, "bash", "S", "/");
    write("proc/uptime", "100.20 2.00\n");
    var run =
        Run.of(root, GET.replace("1.500000", "9.500000"), "who-holds", "vkms", "-i", "-", "--now");
    assertTrue(
        run.out().startsWith("vkms: 1 reference, 0 explained, 1 unexplained\n"), run.toString());
    assertTrue(run.out().contains("bash"), run.toString());
    assertEquals(0, run.exitCode());
  }
}
