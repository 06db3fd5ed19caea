package modtrace.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.ModuleEvent;
import modtrace.event.Origin;
import modtrace.event.Task;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screen of {@code who-holds -f}, in every size. */
final class WatchLinesTest {
  private static final List<Integer> HISTORY = List.of(-1, 0, 1, 2);

  private static Holder holder(int pid, String name) {
    return new Holder(
        Kind.PROCESS,
        name,
        pid,
        1,
        1,
        -1,
        -1,
        List.of(),
        List.of(),
        null,
        List.of("fd 3 /dev/dri/card0; open file"),
        null,
        null,
        List.of(),
        null,
        "kill " + pid);
  }

  private static Answer answer(List<Holder> holders, int useCount) {
    return new Answer(
        "vkms",
        Answer.Source.LIVE,
        useCount,
        holders.size(),
        0,
        useCount - holders.size(),
        holders,
        List.of(),
        List.of(),
        0,
        0,
        0,
        Answer.State.LOADED,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static ModuleEvent get(int number, String comm) {
    var origin =
        new Origin(new Task(7, comm), 0, Context.TASK, number * 1_000_000_000L, Clock.NANOSECONDS);
    return ModuleEvent.Counted.get(origin, "vkms", new CallSite("drm_stub_open"), 2);
  }

  private static WatchState state(String name, int count, @Nullable Answer answer, int events) {
    List<ModuleEvent> latest = new ArrayList<>();
    for (int i = 1; i <= events; i++) {
      latest.add(get(i, "sh"));
    }
    var module = new WatchState.Module(name, count, HISTORY, answer);
    return new WatchState(List.of(module), latest, 61, events, 25, 3);
  }

  @Test
  void showsCountHistoryHoldersEventsRateAndLosses() {
    Answer answer = answer(List.of(holder(166, "card-holder")), 2);
    assertEquals(
        List.of(
            "modtrace  61 s  2 events  2.5/s  3 lost" + " ".repeat(35) + "q ends",
            "vkms  use count 2, 1 explained" + " ".repeat(46) + " ▁▂▃",
            "  HOLDER       PID  REFS  EVIDENCE",
            "  card-holder  166     1  fd 3 /dev/dri/card0; open file",
            "",
            "1.000000  get   vkms  sh-7  at drm_stub_open  use count 1",
            "2.000000  get   vkms  sh-7  at drm_stub_open  use count 1"),
        WatchLines.of(state("vkms", 2, answer, 2), 80, 24, true));
  }

  @Test
  void drawsInAsciiWhereTheLocaleHasNoMore() {
    List<String> lines = WatchLines.of(state("vkms", 2, null, 0), 40, 24, false);
    assertTrue(lines.get(1).endsWith(" _.:"), lines.get(1));
    assertTrue(lines.get(1).chars().allMatch(c -> c < 0x7F));
  }

  @ParameterizedTest
  @CsvSource({"80,24", "60,15", "40,10", "20,4", "10,3", "1,1", "200,50"})
  void neverIsLargerThanTheScreen(int width, int height) {
    List<Holder> many = Collections.nCopies(30, holder(166, "card-holder with a long name"));
    WatchState full = state("vkms_of_a_long_name", 31, answer(many, 31), 100);
    List<String> lines = WatchLines.of(full, width, height, true);
    assertTrue(lines.size() <= height, lines.size() + " lines");
    for (String line : lines) {
      assertTrue(line.length() <= width, line);
    }
  }

  @Test
  void saysHowManyHoldersThereIsNoRoomFor() {
    Answer answer = answer(Collections.nCopies(30, holder(166, "x")), 30);
    List<String> lines = WatchLines.of(state("vkms", 30, answer, 0), 80, 12, true);
    assertEquals("  ... and 22 more", lines.get(lines.size() - 1));
  }

  @Test
  void keepsAThirdForTheEvents() {
    Answer answer = answer(Collections.nCopies(30, holder(166, "x")), 30);
    List<String> lines = WatchLines.of(state("vkms", 30, answer, 50), 80, 24, true);
    assertEquals(24, lines.size());
    assertEquals(6, lines.stream().filter(line -> line.contains("get ")).count());
    assertTrue(lines.get(23).startsWith("50.000000"), lines.get(23));
  }

  @Test
  void noNameReachesTheTerminalAsItIs() {
    var odd =
        new WatchState.Module("v\033[2Jk", 1, HISTORY, answer(List.of(holder(1, "a\r\033c中é")), 1));
    var state = new WatchState(List.of(odd), List.of(get(1, "\033]0;x\007\u202E")), 0, 1, 0, 0);
    String screen = String.join("\n", WatchLines.of(state, 100, 24, true));
    assertFalse(
        screen.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == 0x202E || c == '中'), screen);
    assertTrue(screen.contains("a\\r\\x1bc\\u4e2dé"), screen);
  }

  @Test
  void aCountThatTheAnswerIsNotOfHasNoExplanation() {
    Answer old = answer(List.of(holder(166, "x")), 1);
    String line = WatchLines.of(state("vkms", 2, old, 0), 80, 24, true).get(1);
    assertTrue(line.startsWith("vkms  use count 2  "), line);
    assertTrue(
        WatchLines.of(state("vkms", -1, null, 0), 80, 24, true)
            .get(1)
            .startsWith("vkms  not loaded"));
  }
}
