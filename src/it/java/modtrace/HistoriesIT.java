package modtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import modtrace.dat.DatFile;
import modtrace.dat.DatSource;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;
import modtrace.lab.Asker;
import modtrace.lab.Guest;
import modtrace.lab.KernelTest;
import modtrace.lab.Result;
import modtrace.ledger.CallSites;
import modtrace.ledger.Ledger;
import org.junit.jupiter.api.Test;

/**
 * Random histories against independent witnesses: after each the running system's answer must be
 * what the script that made it knows, and the ledger of a recording of them all what sysfs counted.
 *
 * <p>{@code -Dhistories=1000} lives as many; {@code -Dhistories.seed=N} the same ones again.
 */
@KernelTest
final class HistoriesIT {
  private static final int COUNT = Integer.getInteger("histories", 50);
  private static final long SEED = Long.getLong("histories.seed", System.nanoTime() % 1_000_000);

  /**
   * As the launcher has them. With more than the quick compiler Java replaces code that is running,
   * and an emulated processor can see half of that: it crashed one run in three.
   */
  private static final String JAVA_OPTIONS =
      "-Xshare:auto -XX:+UseSerialGC -Xmx64m -XX:TieredStopAtLevel=1";

  /** What sysfs counted at a time, in nanoseconds of the recording's clock. */
  private record Mark(String module, int useCount, long time) {
    static Mark parse(String line) {
      String[] words = line.split(" ");
      return new Mark(words[0], Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }
  }

  @Test
  void eachIsToldAsItWas(Guest guest) throws IOException {
    Result lived =
        guest.run(
            Duration.ofSeconds(120 + 5L * COUNT),
            Background.start("modtrace record -o /tmp/histories.dat")
                + String.format(
                    "histories %d %d java %s -cp %s %s\nstatus=$?\n",
                    COUNT, SEED, JAVA_OPTIONS, classPath(), Asker.class.getName())
                + "kill -INT $tool; wait $tool; cp /tmp/histories.dat /out/; exit $status");
    List<String> lines = lived.ok().lines();
    assertTrue(
        lines.stream().noneMatch(line -> line.startsWith("wrong:")), "seed " + SEED + ": " + lived);
    assertTrue(lived.stderr().contains(" 0 lost\n"), lived.stderr());
    List<Mark> marks = lines.stream().map(Mark::parse).toList();
    assertEquals(COUNT, marks.size());
    compare(marks, guest.shared().resolve("histories.dat"));
  }

  private static String classPath() {
    Path tests = Path.of(Asker.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return tests + ":" + Path.of("target/modtrace/lib").toAbsolutePath() + "/*";
  }

  private static void compare(List<Mark> marks, Path recording) throws IOException {
    var ledger = new Ledger(module -> true, CallSites.load());
    try (DatFile file = DatFile.open(recording);
        DatSource source = DatSource.of(file)) {
      TraceItem item = source.next();
      for (Mark mark : marks) {
        while (item != null && !isAfter(item, mark.time)) {
          ledger.add(item);
          item = source.next();
        }
        ledger.settle();
        assertEquals(
            mark.useCount,
            Objects.requireNonNull(ledger.account(mark.module)).useCount(),
            "seed " + SEED + ": " + mark);
      }
    }
  }

  private static boolean isAfter(TraceItem item, long time) {
    return item instanceof ModuleEvent event && event.origin().time() > time;
  }
}
