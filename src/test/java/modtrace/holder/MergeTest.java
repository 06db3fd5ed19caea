package modtrace.holder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modtrace.event.CallSite;
import org.junit.jupiter.api.Test;

/** Who took references is one thing, who has them now another. */
final class MergeTest {
  private static Holder process(int pid, String name, int references, boolean traced) {
    return new Holder(
        Kind.PROCESS,
        name,
        pid,
        references,
        references,
        traced ? references : -1,
        traced ? 0 : -1,
        traced ? List.of(new CallSite("drm_stub_open")) : List.of(),
        traced ? List.of("") : List.of(),
        null,
        List.of(traced ? "get at drm_stub_open" : "open file"),
        null,
        null,
        List.of(),
        null,
        "kill " + pid);
  }

  private static Answer answer(int useCount, int prior, List<Holder> holders) {
    int explained = holders.stream().mapToInt(Holder::references).sum();
    return new Answer(
        "vkms",
        Answer.Source.LIVE,
        useCount,
        explained,
        prior,
        useCount - explained - prior,
        holders,
        List.of(),
        List.of(),
        0,
        0,
        0,
        Answer.State.LOADED,
        List.of(),
        List.of(),
        null);
  }

  private static String told(Answer answer) {
    var words = new StringBuilder();
    for (Holder holder : answer.holders()) {
      words.append(holder.name()).append(' ').append(holder.references()).append(' ');
      words.append(String.join("+", holder.evidence())).append("; ");
    }
    return words + "prior " + answer.prior() + ", unexplained " + answer.unexplained();
  }

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
