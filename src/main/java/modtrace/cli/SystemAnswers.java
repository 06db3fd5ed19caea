package modtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import modtrace.holder.Answer;
import modtrace.proc.SysModule;

/** Who holds, as the running system tells without a trace. */
final class SystemAnswers {
  private final RunningSystem system;
  private final Talk talk;

  SystemAnswers(Path root, Talk talk) {
    this.system = new RunningSystem(root);
    this.talk = talk;
  }

  void answer(AnswerPrinter printer) {
    for (String module : printer.modules()) {
      try {
        answer(module, printer);
      } catch (IOException e) {
        printer.cannotTell("cannot read /sys/module/" + module + ": " + e.getMessage());
      }
    }
  }

  private void answer(String module, AnswerPrinter printer) throws IOException {
    SysModule facts = system.facts(module);
    String problem = system.problem(module, facts);
    if (problem != null) {
      printer.cannotTell(problem);
      return;
    }
    Answer answer = system.answer(module, facts);
    printer.print(answer);
    if (answer.unexplained() > 0) {
      if (!answer.likely().isEmpty()) {
        talk.warn(module + ": unexplained most likely is " + String.join("; or ", answer.likely()));
      }
      talk.warn(
          module
              + ": to see who takes and gives back references, trace it: modtrace who-holds -f "
              + module
              + " (best from before it is loaded)");
    }
  }
}
