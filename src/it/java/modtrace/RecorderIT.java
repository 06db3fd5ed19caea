package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The flight recorder outlives its commands, and what it knows outlives its ring. */
@KernelTest
final class RecorderIT {
  private static final String RECORDER = "/sys/kernel/tracing/instances/modtrace";

  /**
   * Opens and closes the module's device so often that the small ring of CPU 0 forgets all before.
   */
  private static final String STORM = "taskset -c 0 storm 3000 /dev/loop-control | cut -d' ' -f1";

  @AfterEach
  void cleanUp(Guest guest) {
    guest.run(
        "pkill card-holder; sleep 0.5; modprobe -r vkms; modtrace reset; rm -f /tmp/pid /tmp/ring.dat");
  }

  private static String holdCard(Guest guest) {
    return guest.run("modprobe vkms; hold card-holder /dev/dri/card0").ok().text();
  }

  /** Whether this kernel can count in histograms; Debian's 5.10 cannot. */
  private static boolean counts(Guest guest) {
    return guest.run("[ -e " + RECORDER + "/events/module/module_get/hist ]").status() == 0;
  }

  @Test
  void itNamesWhoTookTheReferenceWhileNothingOfOursRan(Guest guest) {
    String started = guest.run("modtrace start").ok().stdout();
    assertEquals(
        "recorder armed: module events are recorded into a ring of 256 KB for each CPU"
            + (counts(guest) ? ", and counted\n" : "\n"),
        started);
    String pid = holdCard(guest);
    Result held = guest.run("modtrace who-holds vkms").ok();
    assertTrue(
        held.stdout()
            .matches(
                "(?s)vkms: 1 reference, 1 explained\n[^\n]*\ncard-holder +"
                    + pid
                    + " +1 +1 +0 +\\d+\\.\\d{6}  drm_stub_open: [^\n]*\nWould release it:\n  kill "
                    + pid
                    + "\nThen modprobe -r vkms works.\n"),
        held.toString());
    assertTrue(
        guest
            .run("modtrace who-holds vkms --json")
            .ok()
            .stdout()
            .contains("\"source\":\"live+trace\""));
    Result shown = guest.run("modtrace show -m vkms").ok();
    assertTrue(shown.stdout().contains("module_get:           vkms call_site=drm_stub_open"));
    assertEquals(shown.stdout(), guest.run("modtrace show -m vkms").ok().stdout());
  }

  /** Where the kernel cannot count in histograms, who took it is forgotten, and that is said. */
  @Test
  void balancesOutliveTheRing(Guest guest) {
    Result started = guest.run("modtrace start -b 4; modprobe loop").ok();
    guest.run("modprobe vkms").ok();
    String holder = guest.run("taskset -c 0 hold card-holder /dev/dri/card0").ok().text();
    String storm = guest.run(STORM).ok().text();
    String told = guest.run("modtrace who-holds vkms loop --json").status(0).stdout();
    boolean counts = counts(guest);
    assertEquals(counts, started.stdout().contains(", and counted"), started.toString());
    if (counts) {
      assertBalances(told, holder, storm);
    } else {
      assertTrue(told.contains("\"pid\":" + holder + ",\"comm\":\"card-holder\""), told);
      assertFalse(told.contains("drm_stub_open"), told);
    }
    Result shown = guest.run("modtrace show").ok();
    assertTrue(shown.lines().size() < 1000, shown.lines().size() + " events in a ring of 4 KB");
    assertTrue(shown.stderr().contains("the ring is full: of what was before "), shown.stderr());
    assertFalse(shown.stdout().contains("drm_stub_open"), shown.stdout());
    String state = guest.run("modtrace stat --json").ok().stdout();
    assertFalse(state.contains("\"lost_events\":0,\"owner\":\"recorder\""), state);
  }

  private static void assertBalances(String told, String holder, String storm) {
    assertTrue(
        told.contains(
            "\"pid\":"
                + holder
                + ",\"comm\":\"card-holder\",\"gets\":1,\"puts\":0,\"call_sites\":[\"drm_stub_open\"]"),
        told);
    assertTrue(
        told.contains(
            "\"pid\":" + storm + ",\"comm\":\"storm\",\"gets\":3000,\"puts\":3000,\"call_sites\""),
        told);
  }

  @Test
  void startsOfProgramsDoNotFillTheRing(Guest guest) {
    guest.run("modprobe binfmt_misc; modtrace start; for i in $(seq 300); do /bin/true; done").ok();
    assertEquals("0", guest.run("modtrace show -m binfmt_misc | grep -c get").status(1).text());
    assertTrue(
        guest
            .run("modtrace stat")
            .ok()
            .stdout()
            .matches("(?s).*left out: what \\w+ takes and gives back at once.*"));
  }

  @Test
  void killedCommandsLeaveItAsItIs(Guest guest) {
    guest.run("modtrace start; modprobe loop").ok();
    guest
        .run(Background.start("modtrace who-holds -f loop") + "kill -9 $tool; wait $tool")
        .status(137);
    for (String verb : List.of("show", "stat", "record --from-recorder -o /tmp/ring.dat")) {
      guest
          .run(
              "modtrace "
                  + verb
                  + " >/dev/null & sleep 1.5; kill -9 $!; wait $!; rm -f /tmp/ring.*")
          .status(0);
    }
    assertEquals("1", guest.run("cat " + RECORDER + "/tracing_on").ok().text());
    assertEquals("armed already", after(guest.run("modtrace start").ok()));
    guest.run("modtrace who-holds loop -- true");
    assertEquals("modtrace", guest.run("ls /sys/kernel/tracing/instances").ok().text());
  }

  @Test
  void stoppedItKeepsWhatItHasAndSaysThatItMissesSome(Guest guest) {
    guest.run("modtrace start; modprobe loop").ok();
    assertEquals("stopped; it keeps what it has, and the balances go on", after(stop(guest)));
    assertEquals("stopped already", after(stop(guest)));
    String storm = guest.run(STORM).ok().text();
    assertFalse(guest.run("modtrace show -m loop").ok().stdout().contains(storm));
    assertTrue(
        guest
            .run("modtrace start")
            .ok()
            .stdout()
            .startsWith("recorder goes on; nothing is known of the time since it was stopped"));
    assertTrue(guest.run("modtrace show --json").ok().stdout().contains("\"lost_events\""));
    guest.run("modtrace clear").ok();
    assertEquals("", guest.run("modtrace show").ok().text());
  }

  private static Result stop(Guest guest) {
    return guest.run("modtrace stop").ok();
  }

  /** The line without what it begins with. */
  private static String after(Result result) {
    return result.text().replaceFirst("^recorder ", "");
  }

  @Test
  void resetIsRefusedWhileSomebodyReadsIt(Guest guest) {
    guest.run("modtrace start").ok();
    Result refused =
        guest.run(
            "sleep 60 <"
                + RECORDER
                + "/trace_pipe & sleep 0.5; modtrace reset; s=$?; kill $!; exit $s");
    refused.status(3);
    assertEquals(1, refused.stderr().lines().count(), refused.stderr());
    assertEquals("1", guest.run("cat " + RECORDER + "/tracing_on").ok().text());
    assertEquals(
        "recorder removed, with all that it knew",
        guest.run("sleep 0.3; modtrace reset").ok().text());
    assertEquals("nothing to remove", guest.run("modtrace reset").ok().text());
    guest.run("modtrace show").status(3);
  }

  @Test
  void whatItHasCanBeSaved(Guest guest) {
    guest.run("modtrace start").ok();
    String pid = holdCard(guest);
    guest.run("modtrace record --from-recorder -o /tmp/ring.dat").ok();
    assertEquals(pid, guest.run("modtrace who-holds vkms --pids -i /tmp/ring.dat").ok().text());
    String report = guest.run("trace-cmd report -i /tmp/ring.dat").ok().stdout();
    assertEquals(report, guest.run("modtrace report -i /tmp/ring.dat").ok().stdout());
    assertTrue(report.contains("vkms call_site=drm_stub_open refcnt=2"), report);
    assertFalse(guest.run("modtrace show").ok().stdout().contains("drm_stub_open"));
    assertEquals("1", guest.run("cat " + RECORDER + "/tracing_on").ok().text());
  }

  @Test
  void oneThatTheKernelBeganIsAdopted(Guest guest) {
    guest
        .run(
            "modtrace reset; cd /sys/kernel/tracing/instances; mkdir modtrace; echo 1 >modtrace/events/module/enable")
        .ok();
    String pid = holdCard(guest);
    guest.run("modtrace start").ok();
    String triggers =
        guest.run("cat " + RECORDER + "/events/module/module_get/trigger").ok().text();
    assertEquals(counts(guest), triggers.contains("hist:"), triggers);
    String told = guest.run("modtrace who-holds vkms --json").ok().stdout();
    assertTrue(
        told.contains("\"pid\":" + pid + ",\"comm\":\"card-holder\"")
            && told.contains("\"gets\":1"),
        told);
  }

  @Test
  void theSharedTracingChangesByWhatIsSaidAlone(Guest guest) {
    String before = guest.run("modtrace stat >/tmp/stat; control-tree").ok().stdout();
    Result stopped = guest.run("modtrace stop --top").ok();
    assertEquals("tracing_on: 1 -> 0\n", stopped.stdout());
    assertEquals(
        before.replace("tracing_on: 1", "tracing_on: 0"), guest.run("control-tree").ok().stdout());
    assertEquals(
        "current_tracer: nop -> blk\ntracing_on: 0 -> 1\n",
        guest.run("modtrace start --top -p blk").ok().stdout());
    assertTrue(
        guest
            .run("echo 1 >/sys/kernel/tracing/trace_marker; modtrace clear --top")
            .ok()
            .stdout()
            .matches("trace: [1-9]\\d* events? -> 0\n"));
    assertTrue(
        guest
            .run("modtrace start --top -p nop")
            .ok()
            .stdout()
            .startsWith("current_tracer: blk -> nop\n"));
    Result unknown = guest.run("modtrace start --top -p nosuch").status(3);
    assertTrue(unknown.stderr().startsWith("modtrace: this kernel has no tracer nosuch (it has: "));
    assertEquals(before, guest.run("control-tree").ok().stdout());
  }
}
