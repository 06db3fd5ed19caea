package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;

/**
 * Many modules, and many modtraces at once.
 *
 * <p>{@code -Dcrowd.modules=2000 -Dcrowd.tracers=50} makes them as many.
 */
@KernelTest
final class CrowdIT {
  private static final int MODULES = Integer.getInteger("crowd.modules", 100);
  private static final int TRACERS = Integer.getInteger("crowd.tracers", 6);

  @Test
  void manyModulesAreListedAndAskedFor(Guest guest) {
    guest.run(Duration.ofSeconds(120 + MODULES / 4), "many-modules " + MODULES).ok();
    Result listed = guest.run("modtrace list modules | grep -c '^many[0-9]'").ok();
    assertEquals(MODULES, Integer.parseInt(listed.text()));
    Result last = guest.run("modtrace who-holds many" + MODULES).status(1);
    assertTrue(last.stdout().startsWith("many" + MODULES + ": 0 references"), last.toString());
    String tree =
        "modtrace record -o /tmp/it.dat -- modprobe loop; modtrace report -i /tmp/it.dat -m loop | grep -c module_load";
    assertEquals("1", guest.run("modprobe -r loop; " + tree).ok().text());
  }

  @Test
  void manyTracersDoNotDisturbEachOther(Guest guest) {
    Result all =
        guest.run(
            Duration.ofSeconds(120 + 15L * TRACERS),
            "modprobe loop; hold holder /dev/loop-control\n"
                + ("for i in $(seq " + TRACERS + "); do\n")
                + "  modtrace record -o /tmp/it.$i -- sh -c 'touch /tmp/at.'$i'; until [ -e /tmp/go ]; do sleep 0.2; done; sleep 1' 2>/tmp/talk.$i & \n"
                + "done\n"
                + ("until [ $(ls /tmp/at.* 2>/dev/null | wc -l) = "
                    + TRACERS
                    + " ]; do sleep 0.2; done\n")
                + "ls /sys/kernel/tracing/instances | wc -l; storm 100 /dev/loop-control >/dev/null; touch /tmp/go; wait\n"
                + ("for i in $(seq "
                    + TRACERS
                    + "); do modtrace report -i /tmp/it.$i -m loop | grep -c 'module_[gp][eu]t'; done | sort | uniq -c\n")
                + "modtrace who-holds loop --pids; ls /sys/kernel/tracing/instances; pkill holder");
    String[] lines = all.ok().stdout().split("\n");
    assertEquals(lines[0], lines[3], all.toString()); // the holder
    assertEquals(String.valueOf(TRACERS), lines[1], all.toString());
    assertEquals(TRACERS + " 200", lines[2].strip(), all.toString());
    assertEquals(4, lines.length, all.toString());
  }
}
