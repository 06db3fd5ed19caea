package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import org.junit.jupiter.api.Test;

/**
 * Any verb that traces, ended by any signal at any moment, leaves nothing behind that traces, and
 * nothing at all but after kill -9, whose remains the next run removes.
 *
 * <p>{@code -Dkills=200} kills as many; {@code -Dkills.seed=N} the same ones again.
 */
@KernelTest
final class KilledIT {
  private static final int TIMES = Integer.getInteger("kills", 4);
  private static final int SEED =
      Integer.getInteger("kills.seed", (int) (System.nanoTime() % 32_768));

  @Test
  void atAnyMomentNothingIsLeftBehind(Guest guest) {
    Result killed =
        guest.run(
            Duration.ofSeconds(180 + 30L * TIMES),
            "kill-at-random " + TIMES + " " + SEED + " 2>&1");
    List<String> lines = killed.ok().lines();
    assertEquals(1, lines.size(), "seed " + SEED + ": " + killed);
    String[] words = lines.get(0).split(" ");
    assertEquals("of " + TIMES + " were under way", lines.get(0).substring(words[0].length() + 1));
    assertTrue(Integer.parseInt(words[0]) > TIMES / 3, lines.get(0));
  }
}
