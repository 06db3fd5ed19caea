package modtrace.holder;

import java.util.List;
import modtrace.event.CallSite;
import modtrace.event.Clock;
import modtrace.event.Context;
import modtrace.event.Origin;
import modtrace.event.Task;

/** Answers to join, and what they tell. */
final class Answers {
  private Answers() {}

  static Holder process(int pid, String name, int references, boolean traced) {
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
        traced
            ? new Origin(new Task(pid, name), 0, Context.TASK, 10_000_000_000L, Clock.NANOSECONDS)
            : null,
        List.of(traced ? "get at drm_stub_open" : "open file"),
        null,
        null,
        List.of(),
        null,
        "kill " + pid);
  }

  static Answer answer(int useCount, int prior, List<Holder> holders) {
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
        null,
        List.of());
  }

  static String told(Answer answer) {
    var words = new StringBuilder();
    for (Holder holder : answer.holders()) {
      words.append(holder.name()).append(' ').append(holder.references()).append(' ');
      words.append(String.join("+", holder.evidence())).append("; ");
    }
    return words + "prior " + answer.prior() + ", unexplained " + answer.unexplained();
  }
}
