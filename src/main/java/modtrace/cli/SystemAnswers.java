package modtrace.cli;

import java.io.IOException;
import modtrace.holder.Answer;
import modtrace.holder.Balance;
import modtrace.proc.SysModule;
import org.jspecify.annotations.Nullable;

/** Who holds, as the running system tells without a trace. */
final class SystemAnswers {
  private final RunningSystem system;
  private final Invocation invocation;
  private final Talk talk;

  SystemAnswers(Invocation invocation, Talk talk) {
    this.system = new RunningSystem(invocation.root());
    this.invocation = invocation;
    this.talk = talk;
  }

  void answer(AnswerPrinter printer) {
    RecorderHistory history = RecorderHistory.of(invocation, printer.modules(), talk);
    for (String module : printer.modules()) {
      try {
        answer(module, history, printer);
      } catch (IOException e) {
        printer.cannotTell("cannot read /sys/module/" + module + ": " + e.getMessage());
      }
    }
  }

  private void answer(String module, @Nullable RecorderHistory history, AnswerPrinter printer)
      throws IOException {
    SysModule facts = system.facts(module);
    String problem = system.problem(module, facts);
    if (problem != null) {
      printer.cannotTell(problem);
      return;
    }
    Answer live = system.answer(module, facts);
    Answer answer = history == null ? live : history.join(live);
    printer.print(answer);
    if (answer.unexplained() > 0) {
      answer.balances().stream()
          .filter(each -> each.kept() > 0)
          .forEach(each -> kept(module, each));
      if (!answer.likely().isEmpty()) {
        talk.warn(module + ": unexplained most likely is " + String.join("; or ", answer.likely()));
      }
      talk.warn(
          module
              + ": to see who takes and gives back references, trace it from before it is loaded: modtrace who-holds -f "
              + module
              + (history == null ? ", or have it always traced from now on: modtrace start" : ""));
    }
  }

  /** Who took what is still held is not who holds it; but it is where to look. */
  private void kept(String module, Balance balance) {
    talk.warn(
        module
            + ": "
            + (balance.isOfOthers()
                ? "tasks that there was no room to count one by one"
                : balance.comm() + " (" + balance.pid() + ")")
            + " took "
            + balance.kept()
            + " more than given back, as the recorder counts"
            + (balance.getSites().isEmpty()
                ? ""
                : " (at " + String.join(", ", balance.getSites()) + ")"));
  }
}
