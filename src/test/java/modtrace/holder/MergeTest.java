package modtrace.holder;

import static modtrace.holder.Answers.answer;
import static modtrace.holder.Answers.process;
import static modtrace.holder.Answers.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who took references is one thing, who has them now another. */
final class MergeTest {
  @Test
  void whatTheSystemShowsSaysWhenItWasTaken() {
    Answer traced = answer(1, 0, List.of(process(5, "cat", 1, true)));
    Answer live = answer(1, 0, List.of(process(5, "cat", 1, false)));
    Answer merged = Merge.of(traced, live);
    assertEquals("cat 1 get at drm_stub_open+open file; prior 0, unexplained 0", told(merged));
    assertEquals(Answer.Source.LIVE_AND_TRACE, merged.source());
  }

  @Test
  void whoPassedItOnHoldsNothingButIsTold() {
    Answer traced = answer(1, 0, List.of(process(5, "systemd-logind", 1, true)));
    Answer live = answer(1, 0, List.of(process(9, "gnome-shell", 1, false)));
    Answer merged = Merge.of(traced, live);
    assertEquals("gnome-shell 1 open file; prior 0, unexplained 0", told(merged));
    assertEquals(
        List.of("systemd-logind (5) took 1 reference at drm_stub_open and has passed it on"),
        merged.caveats());
  }

  @Test
  void whatTheSystemCannotShowIsTakenFromTheTrace() {
    Answer traced = answer(3, 2, List.of(process(5, "cat", 1, true)));
    Answer live = answer(3, 0, List.of(process(9, "sleep", 1, false)));
    assertEquals(
        "sleep 1 open file; cat 1 get at drm_stub_open; prior 1, unexplained 0",
        told(Merge.of(traced, live)));
  }

  @Test
  void neverMoreThanTheUseCount() {
    Answer traced = answer(2, 0, List.of(process(5, "cat", 2, true)));
    Answer live = answer(2, 0, List.of(process(9, "sleep", 1, false)));
    Answer merged = Merge.of(traced, live);
    assertEquals("sleep 1 open file; prior 0, unexplained 1", told(merged));
    assertEquals(List.of("cat"), merged.possible().stream().map(Holder::name).toList());
  }
}
