package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The story that modtrace was made for: vkms is in use, lsmod names nobody, and a process has its
 * card open.
 */
@KernelTest
final class StoryIT {
  private static final String LOAD_AND_HOLD =
      "sh -c 'modprobe vkms && hold card-holder /dev/dri/card0 >/tmp/pid'";

  @AfterEach
  void unload(Guest guest) {
    guest.run("pkill card-holder; sleep 0.5; modprobe -r vkms; rm -f /tmp/vkms.txt /tmp/pid").ok();
  }

  @Test
  void aRecordingNamesTheProcessAndItsCallSite(Guest guest) {
    guest.run("modtrace record -e module -o - -- " + LOAD_AND_HOLD + " >/tmp/vkms.txt").ok();
    String pid = guest.run("cat /tmp/pid").ok().text();
    assertEquals(
        "modprobe: FATAL: Module vkms is in use.\n",
        guest.run("modprobe -r vkms").status(1).stderr());

    List<String> answer = guest.run("modtrace who-holds vkms -i /tmp/vkms.txt").ok().lines();
    assertEquals("vkms: 1 reference, 1 explained", answer.get(0));
    assertEquals(3, answer.size());
    assertTrue(
        answer
            .get(2)
            .matches(
                "\\S+ +"
                    + pid
                    + " +1 +1 +0 +\\d+\\.\\d{6}  drm_stub_open: opened a DRM device node .*"),
        answer.get(2));

    assertEquals(pid, guest.run("modtrace who-holds vkms -t -i /tmp/vkms.txt").ok().text());
    guest.run("modtrace who-holds vkms -t -i /tmp/vkms.txt | xargs kill; sleep 0.5").ok();
    guest.run("modprobe -r vkms").ok();
  }

  @Test
  void aRecordingOfItsEndFindsNobody(Guest guest) {
    guest
        .run(
            "modtrace record -o - -- sh -c 'modprobe vkms; hold card-holder /dev/dri/card0; pkill card-holder; sleep 1'"
                + " | modtrace who-holds vkms -i - >/tmp/answer")
        .status(1);
    assertEquals(
        "vkms: 0 references, nobody holds it\n", guest.run("cat /tmp/answer").ok().stdout());
  }

  @Test
  void aLiveTraceShowsEachGetAndThenTheAccount(Guest guest) {
    Result traced = guest.run("modtrace who-holds vkms -- " + LOAD_AND_HOLD).ok();
    String pid = guest.run("cat /tmp/pid").ok().text();
    List<String> lines = traced.lines();
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.matches(
                        "\\d+\\.\\d{6}  get   vkms  \\S+-"
                            + pid
                            + "  at drm_stub_open \\[drm\\]  use count 1")),
        traced.toString());
    assertTrue(lines.contains("vkms: 1 reference, 1 explained"), traced.toString());
    assertTrue(
        traced
            .stdout()
            .matches(
                "(?s).*\ncard-holder +"
                    + pid
                    + " +1 +1 +0 [^\n]* drm_stub_open: [^\n]*\nWould release it:\n  kill "
                    + pid
                    + "\nThen modprobe -r vkms works.\n"),
        traced.toString());
    assertTrue(traced.stderr().contains("modtrace: tracing vkms while sh runs\n"), traced.stderr());
    assertTrue(
        traced.stderr().matches("(?s).*modtrace: traced [0-9.]+ s, \\d+ events?, 0 lost\n"),
        traced.stderr());
  }

  @Test
  void theRunningSystemNamesTheProcessWithoutATrace(Guest guest) {
    guest.run("modprobe vkms; hold card-holder /dev/dri/card0 >/tmp/pid").ok();
    String pid = guest.run("cat /tmp/pid").ok().text();
    Result held = guest.run("modtrace who-holds /dev/dri/card0").ok();
    assertTrue(
        held.stdout()
            .matches(
                "(?s).*vkms: use count 1 = 1 by a process\n[^\n]*\ncard-holder +"
                    + pid
                    + " +1  fd \\d+ /dev/dri/card0; [^\n]*\nWould release it:\n  kill "
                    + pid
                    + "\nThen modprobe -r vkms works.\n.*"),
        held.toString());
    assertEquals("", held.stderr());
    guest.run("modtrace can-unload vkms | sed -n '2s/#.*//p' | sh; sleep 0.5").ok();
    guest.run("modtrace can-unload -q vkms").ok();
    assertEquals(
        "vkms: 0 references, nobody holds it\n",
        guest.run("modtrace who-holds vkms").status(1).stdout());
  }

  @Test
  void aFileThatWasHandedOverIsTheReceiversAndNotItsDeadOpeners(Guest guest) {
    Result traced =
        guest.run(
            "modtrace who-holds vkms --json -- sh -c 'modprobe vkms;"
                + " hand-over broker card-holder /dev/dri/card0 >/tmp/pid; pkill broker; sleep 0.5'");
    String json = traced.ok().stdout();
    assertTrue(json.contains("\"use_count\":1,\"explained\":1,\"unexplained\":0"), json);
    assertTrue(json.contains("\"comm\":\"card-holder\""), json);
    assertTrue(traced.stderr().contains("has exited: somebody else has it now"), traced.stderr());
  }
}
