package modtrace.holder;

import static modtrace.holder.Answers.answer;
import static modtrace.holder.Answers.process;
import static modtrace.holder.Answers.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording saw taken, 10 s after the boot, and what the system shows now. */
final class HindsightTest {
  @TempDir Path proc;

  /** A thread of a process that began so many seconds after the boot. */
  private void runs(int pid, int process, int seconds) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    String numbers = " 1 1 1 0 -1 4194304 " + "0 ".repeat(12) + seconds * 100 + " 0";
    Files.writeString(folder.resolve("stat"), pid + " (any) S" + numbers + "\n");
    Files.writeString(
        folder.resolve("status"), "Name:\tany\nTgid:\t" + process + "\nUid:\t0\t0\t0\t0\n");
    Files.writeString(folder.resolve("cgroup"), "0::/\n");
  }

  private Answer hindsight(Answer recorded, Answer live) throws IOException {
    return new Hindsight(proc).of(recorded, live);
  }

  @Test
  void theThreadThatTookItIsOneOfTheProcessThatHasIt() throws IOException {
    runs(7, 5, 3);
    Answer recorded = answer(1, 0, List.of(process(7, "worker", 1, true)));
    Answer live = answer(1, 0, List.of(process(5, "server", 1, false)));
    Answer both = hindsight(recorded, live);
    assertEquals("server 1 get at drm_stub_open+open file; prior 0, unexplained 0", told(both));
    assertEquals(Answer.Source.LIVE_AND_TRACE, both.source());
    assertEquals(List.of(), both.caveats());
  }

  @Test
  void whoeverHasThePidSinceIsAnotherProcess() throws IOException {
    runs(5, 5, 11);
    Answer recorded = answer(1, 0, List.of(process(5, "cat", 1, true)));
    Answer live = answer(1, 0, List.of(process(5, "sleep", 1, false)));
    Answer both = hindsight(recorded, live);
    assertEquals("sleep 1 open file; prior 0, unexplained 0", told(both));
    assertEquals(List.of("cat took 1 reference at drm_stub_open and has exited"), both.caveats());
  }

  @Test
  void whatTheSystemDoesNotShowMayBeGivenBackAndTakenByAnother() throws IOException {
    runs(5, 5, 3);
    Answer recorded = answer(1, 0, List.of(process(5, "cat", 1, true)));
    Answer both = hindsight(recorded, answer(1, 0, List.of()));
    assertEquals("prior 0, unexplained 1", told(both));
    assertEquals(List.of("cat"), both.possible().stream().map(Holder::name).toList());
  }

  @Test
  void whoPassedItOnIsToldBesideWhoHasIt() throws IOException {
    runs(5, 5, 3);
    Answer recorded = answer(1, 0, List.of(process(5, "systemd-logind", 1, true)));
    Answer live = answer(1, 0, List.of(process(9, "gnome-shell", 1, false)));
    assertEquals(
        List.of("systemd-logind (5) took 1 reference at drm_stub_open and does not have it now"),
        hindsight(recorded, live).caveats());
  }

  @Test
  void anOpenBlockDeviceIsTheProcesssThatHasItOpen() throws IOException {
    runs(7, 7, 3);
    Holder device =
        process(7, "sh", 1, true).as(Kind.BLOCK, List.of("get"), new Holder.Acquirer(7, "sh"));
    Answer both =
        hindsight(
            answer(1, 0, List.of(device)), answer(1, 0, List.of(process(7, "sleep", 1, false))));
    assertEquals("sleep 1 get+open file; prior 0, unexplained 0", told(both));
  }
}
