package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;

/**
 * A storm on several modules, as fast as the machine can, and starts of programs beside it: the
 * memory of the tracer stays flat, its counts are those of the storm, and nothing is unexplained at
 * the end.
 *
 * <p>{@code -Dsoak=600} lets it blow for as many seconds.
 */
@KernelTest
final class SoakIT {
  private static final int SECONDS = Integer.getInteger("soak", 15);

  @Test
  void memoryIsFlatAndTheCountsAreTheStorms(Guest guest) {
    Result soaked =
        guest.run(
            Duration.ofSeconds(180 + 2L * SECONDS),
            "modprobe -a loop tun fuse\n"
                + Background.start("modtrace who-holds loop tun fuse -f --json >/tmp/soak.json")
                + "storm 0 /dev/loop-control /dev/net/tun /dev/fuse >/tmp/storms & storm=$!\n"
                + "(while [ ! -e /tmp/over ]; do /bin/true; done) & \n"
                + ("for i in $(seq "
                    + SECONDS
                    + "); do sleep 1; grep VmRSS /proc/$tool/status; done\n")
                + "kill $storm; wait $storm; touch /tmp/over; hold last /dev/loop-control\n"
                + "kill -INT $tool; wait $tool; cat /tmp/storms; tail -n 3 /tmp/soak.json\n");
    System.out.println(soaked);
    List<Long> kilobytes =
        soaked.ok().lines().stream()
            .filter(line -> line.startsWith("VmRSS"))
            .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .toList();
    long early = kilobytes.get(SECONDS / 3);
    long late = kilobytes.get(SECONDS - 1);
    assertTrue(late < early * 1.15, "grows from " + early + " to " + late + " KB");
    long storms = Long.parseLong(one(soaked.stdout(), "(?m)^\\d+ (\\d+)$"));
    long read = Long.parseLong(one(soaked.stderr(), "(\\d+) events, \\d+ lost"));
    long lost = Long.parseLong(one(soaked.stderr(), "\\d+ events, (\\d+) lost"));
    assertEquals(storms * 2 * (1 + 2 + 1) + 1, read + lost); // tun takes two; and the last
    assertTrue(
        soaked
            .stdout()
            .matches(
                "(?s).*\"module\":\"loop\",[^\n]*\"use_count\":1,\"explained\":1,\"unexplained\":0.*"),
        soaked.stdout());
  }

  private static String one(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map((MatchResult m) -> m.group(1))
        .orElseThrow(() -> new AssertionError(pattern + " in " + text));
  }
}
