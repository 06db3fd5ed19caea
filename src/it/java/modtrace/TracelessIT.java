package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;

/** However modtrace ends, the kernel's tracing is as it was before. */
@KernelTest
final class TracelessIT {
  /**
   * Global state of somebody else's, which must stay: another clock, an event that is on, another
   * buffer.
   */
  private static final String SOMEBODY_TRACES =
      """
      [ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
      cd /sys/kernel/tracing; echo 1 >events/module/module_request/enable; echo boot >trace_clock
      """;

  private static final String NO_INSTANCE = "! ls /sys/kernel/tracing/instances | grep .";

  @Test
  void theWholeControlTreeStaysAsItWas(Guest guest) {
    String before = guest.run(SOMEBODY_TRACES + "control-tree").ok().stdout();
    guest.run("modtrace record -e module -o - --for 1s -b 64 --stacks >/tmp/recording").ok();
    assertEquals(before, guest.run("control-tree").ok().stdout());
    guest.run("modtrace who-holds loop -- false; modtrace record -o - -- sh -c 'exit 7'").status(7);
    assertEquals(before, guest.run("control-tree").ok().stdout());
  }

  @Test
  void controlCPrintsTheAccountAndCleansUp(Guest guest) {
    Result result =
        guest.run(
            Background.start("modtrace who-holds -f loop")
                + "modprobe loop; sleep 9 9</dev/loop-control & sleep 0.5\n"
                + "kill -INT $tool; wait $tool; status=$?\n"
                + "kill %sleep; "
                + NO_INSTANCE
                + " && exit $status");
    assertTrue(
        result.ok().stdout().contains("loop: 1 reference, 1 explained\n"), result.toString());
    assertTrue(
        result
            .stdout()
            .matches("(?s).*\nsleep +\\d+ +1 .*misc_open: opened a misc device node\n.*"),
        result.toString());
  }

  @Test
  void aSecondControlCEndsEverythingAtOnce(Guest guest) {
    guest
        .run(
            Background.start("modtrace record -o - -- sleep 300")
                + "kill -INT $tool; sleep 2; kill -INT $tool; wait $tool; status=$?\n"
                + NO_INSTANCE
                + " && ! pgrep sleep && exit $status")
        .status(130);
  }

  @Test
  void terminationEndsARecordingThatCanBeRead(Guest guest) {
    guest
        .run(
            Background.start("modtrace record -o /tmp/terminated.dat")
                + "modprobe -r loop; modprobe loop\n"
                + "kill -TERM $tool; wait $tool || exit 9\n"
                + NO_INSTANCE)
        .ok();
    assertEquals(
        "-rw------- 1 root", guest.run("ls -l /tmp/terminated.dat | cut -c1-17").ok().text());
    assertTrue(
        guest
            .run("trace-cmd report -i /tmp/terminated.dat")
            .ok()
            .stdout()
            .contains("module_load:          loop"));
  }

  @Test
  void afterKillNineTheKernelStopsTracingAndTheNextRunCleansUp(Guest guest) {
    guest.run(SOMEBODY_TRACES).ok();
    guest.run(Background.start("modtrace record -o -") + "kill -9 $tool; wait $tool").status(137);
    assertEquals(
        "0", guest.run("cat /sys/kernel/tracing/instances/modtrace-*/tracing_on").ok().text());
    guest.run("mkdir /sys/kernel/tracing/instances/somebody; modtrace record -o - -- true").ok();
    assertEquals("somebody", guest.run("ls /sys/kernel/tracing/instances").ok().text());
    guest.run("rmdir /sys/kernel/tracing/instances/somebody").ok();
  }

  @Test
  void aPipelineThatClosesEarlyEndsQuietly(Guest guest) {
    Result result =
        guest.run(
            "(modtrace record -o - 2>/tmp/talk; echo $? >/tmp/status) | head -1 >/tmp/first &\n"
                + "for i in $(seq 80); do ls -d /sys/kernel/tracing/instances/modtrace-* 2>/dev/null && break; sleep 0.25; done\n"
                + "sleep 1; modprobe -r loop; for i in 1 2 3 4; do modprobe loop; modprobe -r loop; sleep 0.5; done; wait\n"
                + "cat /tmp/status; "
                + NO_INSTANCE);
    assertTrue(result.ok().stdout().endsWith("141\n"), result.toString());
    assertEquals(1, guest.run("wc -l </tmp/first").ok().lines().size());
    assertEquals("modtrace: tracing module\n", guest.run("grep -v traced /tmp/talk").ok().stdout());
  }
}
