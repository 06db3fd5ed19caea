package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to a trace while it runs: nothing is lost without saying so, nothing stays behind.
 */
@KernelTest
final class FaultsIT {
  private static final String INSTANCE = "/sys/kernel/tracing/instances/modtrace-$tool-*";

  @BeforeEach
  void load(Guest guest) {
    guest.run("modprobe loop").ok();
  }

  @AfterEach
  void nothingIsLeft(Guest guest) {
    guest.run("pkill storm; pkill receiver; modtrace reset").ok();
    assertEquals("", guest.run("ls /sys/kernel/tracing/instances").ok().text());
    guest.run("rm -rf /tmp/it.*").ok();
  }

  /** What a tool says that traces while the script runs, and is then ended as by ^C. */
  private static Result during(Guest guest, String tool, String script) {
    return guest.run(Background.start(tool) + script + "\nkill -INT $tool; wait $tool");
  }

  private static void contains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void tracingThatSomebodyTurnsOffIsTold(Guest guest) {
    Result recorded =
        during(
            guest,
            "modtrace record -o /tmp/it.dat",
            ("storm 10 /dev/loop-control; echo 0 >$(echo " + INSTANCE + "/tracing_on)"));
    contains("somebody turned the tracing off in /sys/", recorded.ok().stderr());
    contains("modtrace: 20 events ", recorded.stderr());
    Result followed =
        during(
            guest,
            "modtrace who-holds -f loop",
            ("echo 0 >$(echo " + INSTANCE + "/events/module/module_get/enable)"));
    contains("somebody changed module:module_get in /sys/", followed.status(1).stderr());
    contains("the trace lost events (an unknown number)", followed.stderr());
  }

  @Test
  void anInstanceInUseCannotBeRemoved(Guest guest) {
    Result recorded =
        during(
            guest,
            "modtrace record -o /tmp/it.dat",
            ("rmdir " + INSTANCE + " && exit 9; storm 10 /dev/loop-control"));
    contains("modtrace: 20 events ", recorded.ok().stderr());
  }

  @Test
  void processorsComeAndGo(Guest guest) {
    String cpu = "/sys/devices/system/cpu/cpu1/online";
    Result recorded =
        during(
            guest,
            "modtrace record -o /tmp/it.dat",
            "storm 500 /dev/loop-control; taskset -c 1 storm 500 /dev/loop-control\n"
                + ("echo 0 >" + cpu + "; storm 500 /dev/loop-control\n")
                + ("echo 1 >" + cpu + "; taskset -c 1 storm 500 /dev/loop-control"));
    contains(" 4000 events, 0 lost\n", recorded.ok().stderr());
    assertEquals(
        "4000",
        guest.run("modtrace report -i /tmp/it.dat -m loop | grep -c ': module_'").ok().text());
  }

  @Test
  void aModuleThatIsUnloadedAndLoadedAgainIsFollowed(Guest guest) {
    Result followed =
        during(
            guest,
            "modtrace who-holds -f loop --json",
            "hold before /dev/loop-control >/dev/null; pkill before; sleep 1\n"
                + "modprobe -r loop && modprobe loop && hold after /dev/loop-control >/tmp/it.pid");
    String pid = guest.run("cat /tmp/it.pid; pkill after; sleep 1").ok().text();
    List<String> lines = followed.ok().lines();
    String account = lines.get(lines.size() - 1);
    contains("\"use_count\":1,\"explained\":1,\"unexplained\":0", account);
    contains("\"pid\":" + pid + ",\"comm\":\"after\"", account);
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("\"event\":\"module_free\"")), account);
  }

  /** The kernel overwrites what is not read, and counts it: the traced machine never waits. */
  @Test
  void aTracerThatIsStoppedLosesEventsAndCountsThem(Guest guest) {
    Result recorded =
        during(
            guest,
            "modtrace record -o /tmp/it.dat -b 64",
            "kill -STOP $tool; storm 20000 /dev/loop-control; kill -CONT $tool");
    assertEquals(40_000, seenAndLost(recorded.ok().stderr()), recorded.stderr());
    for (String reader :
        List.of(
            "modtrace report -i /tmp/it.dat -m loop | grep -m1 DROPPED",
            "modtrace report -i /tmp/it.dat >/tmp/it.txt; modtrace who-holds loop -i /tmp/it.txt --strict 2>&1",
            "modtrace who-holds loop -i /tmp/it.dat --json --strict | grep '\"lost_events\":[1-9]'",
            "modtrace report -i /tmp/it.dat --svg - | grep -o 'class=.lost.'")) {
      String told = guest.run(reader).stdout();
      assertTrue(told.matches("(?si).*(lost|dropped).*"), reader + ": " + told);
    }
  }

  @Test
  void aReaderThatDoesNotReadStopsNothingButTheReading(Guest guest) {
    Result recorded =
        guest.run(
            "("
                + Background.start("modtrace record -o - -b 64")
                + "storm 20000 /dev/loop-control >&2; touch /tmp/it.over\n"
                + "kill -INT $tool; wait $tool) | { until [ -e /tmp/it.over ]; do sleep 0.1; done; grep -c 'module_[gp][eu]t: loop'; }");
    contains(" lost\n", recorded.ok().stderr());
    long printed = Long.parseLong(recorded.text());
    assertTrue(printed < 40_000, "nothing was lost: the storm is too small");
    assertEquals(40_000, printed + seenAndLost(recorded.stderr()), recorded.toString());
  }

  /** How many events the last line of a trace counts, read and lost. */
  private static long seenAndLost(String talk) {
    return talk.lines()
        .filter(line -> line.startsWith("modtrace: traced "))
        .flatMap(line -> Pattern.compile("(\\d+) (events|lost)").matcher(line).results())
        .mapToLong(number -> Long.parseLong(number.group(1)))
        .sum();
  }

  /** While it blows there always is something to read. */
  @Test
  void aStormDoesNotOutlastTheTime(Guest guest) {
    guest
        .run(
            Duration.ofMinutes(6),
            """
            storm 0 /dev/loop-control >/dev/null & storm=$!
            modtrace record -o - --for 2s >/dev/null || exit
            kill $storm
            """)
        .ok();
  }

  @Test
  void aCommandThatCannotBeRunOrIsKilledIsTold(Guest guest) {
    contains("no such file", guest.run("modtrace record -o - -- /tmp/it.none").status(3).stderr());
    contains("chmod +x", guest.run("modtrace record -o - -- /etc/passwd").status(3).stderr());
    guest.run("modtrace record -o - -- sh -c 'kill -9 $$'").status(137);
  }

  @Test
  void anOutputThatCannotBeWrittenIsTold(Guest guest) {
    contains(
        "is not a regular file",
        guest
            .run("mkfifo /tmp/it.fifo; modtrace record -o /tmp/it.fifo -- true")
            .status(3)
            .stderr());
    contains(
        "there is no directory /tmp/it.none",
        guest.run("modtrace record -o /tmp/it.none/it.dat -- true").status(3).stderr());
    guest.run("mkdir /tmp/it.d").ok();
    Result removed = during(guest, "modtrace record -o /tmp/it.d/it.dat", "rm -r /tmp/it.d");
    contains(
        "/tmp/it.d/it.dat was removed while it was written: nothing is saved",
        removed.status(3).stderr());
  }

  @Test
  void theClockOfTheWallMayJump(Guest guest) {
    Result recorded =
        guest.run(
            "read -r begun _ </proc/uptime\n"
                + Background.start("modtrace record -o /tmp/it.dat --for 6s")
                + """
                date -s '+1 year' >/dev/null; storm 10 /dev/loop-control >/dev/null
                date -s '-2 years' >/dev/null; storm 10 /dev/loop-control >/dev/null
                wait $tool || exit; date -s '+1 year' >/dev/null
                read -r ended _ </proc/uptime; echo $((${ended%.*} - ${begun%.*}))
                modtrace report -i /tmp/it.dat | sed -n 's/.* \\([0-9]*\\.[0-9]*\\): module.*/\\1/p' >/tmp/it.times
                wc -l </tmp/it.times; sort -nc /tmp/it.times && echo in order
                """);
    contains("\n40\nin order\n", recorded.ok().stdout());
    int seconds = Integer.parseInt(recorded.lines().get(0));
    assertTrue(seconds >= 4 && seconds < 60, recorded.stdout());
  }

  /** Who opened the file handed it on and is gone, and somebody else has its number. */
  @Test
  void aPidThatIsSomebodyElsesNowIsNotAccused(Guest guest) {
    Result told =
        guest.run(
            """
            modtrace start >/dev/null
            read -r opener receiver < <(hand-over opener receiver /dev/loop-control)
            kill $opener; while [ -e /proc/$opener ]; do sleep 0.1; done
            echo $((opener - 1)) >/proc/sys/kernel/ns_last_pid; sleep 300 &
            [ $! = $opener ] || { echo "pid $! instead of $opener"; exit 9; }
            modtrace who-holds loop --pids; echo $receiver
            modtrace who-holds loop; kill $opener
            """);
    List<String> lines = told.ok().lines();
    assertEquals(lines.get(1), lines.get(0), told.toString());
    contains("loop: 1 reference, 1 explained\n", told.stdout());
    assertTrue(told.stdout().lines().noneMatch(line -> line.startsWith("sleep ")), told.stdout());
  }

  @Test
  void ninetySixMegabytesAreEnough(Guest guest) {
    Result limited =
        guest.run(
            """
            mkdir -p /tmp/cg; mount -t cgroup2 cgroup2 /tmp/cg; echo +memory >/tmp/cg/cgroup.subtree_control
            mkdir /tmp/cg/small; echo 96M >/tmp/cg/small/memory.max
            (echo $BASHPID >/tmp/cg/small/cgroup.procs
             modtrace record -o /out/it.dat -- storm 100000 /dev/loop-control &&
             modtrace report -i /out/it.dat | wc -l && modtrace report -i /out/it.dat --html /tmp/it.html &&
             modtrace who-holds loop -i /out/it.dat; modtrace who-holds loop; modtrace list modules | wc -l)
            grep oom_kill /tmp/cg/small/memory.events
            rmdir /tmp/cg/small; umount /tmp/cg; rmdir /tmp/cg
            """);
    contains("oom_kill 0\n", limited.ok().stdout());
    assertTrue(limited.stdout().matches("(?s).*\n\\d{5,6}\n.*"), limited.stdout());
    contains("loop: 0 references, nobody holds it", limited.stdout());
  }
}
