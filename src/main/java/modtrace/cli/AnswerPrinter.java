package modtrace.cli;

import java.util.List;
import java.util.TreeSet;
import modtrace.holder.Answer;
import modtrace.holder.Holder;
import modtrace.holder.KernelThreads;
import modtrace.holder.Kind;
import modtrace.holder.Present;
import modtrace.render.AnswerJson;
import modtrace.render.AnswerTable;

/** Prints answers, says what they lack, and sums them up in an exit code. */
final class AnswerPrinter {
  private final WhoHoldsRequest request;
  private final Out out;
  private final Talk talk;
  private final HolderTrees trees;
  private boolean held;
  private boolean partial;
  private boolean cannotTell;
  private boolean printed;
  private final TreeSet<Integer> pids = new TreeSet<>();

  AnswerPrinter(WhoHoldsRequest request, Out out, Talk talk, HolderTrees trees) {
    this.trees = trees;
    this.request = request;
    this.out = out;
    this.talk = talk;
  }

  void print(Answer answer) {
    held |= answer.isHeld();
    partial |= answer.isPartial();
    switch (request.form()) {
      case TABLE -> table(answer, List.of());
      case TREE -> table(answer, trees.lines(answer));
      case JSON -> out.json(json -> AnswerJson.write(json, answer));
      case PIDS ->
          answer.holders().stream()
              .filter(AnswerPrinter::isKillable)
              .forEach(h -> pids.add(h.pid()));
      case NOTHING -> {}
    }
    for (String caveat : answer.caveats()) {
      talk.warn(answer.module() + ": " + caveat);
    }
  }

  private void table(Answer answer, List<String> below) {
    if (printed) {
      out.line("");
    }
    printed = true;
    for (String line : AnswerTable.lines(answer, request.stacks(), request.look())) {
      out.line(line);
    }
    for (String line : below) {
      out.line(line);
    }
  }

  /** What {@code xargs kill} may be given: never init, a kernel thread or ourselves. */
  private static boolean isKillable(Holder holder) {
    return holder.kind() == Kind.PROCESS
        && holder.pid() > 1
        && holder.pid() != ProcessHandle.current().pid()
        && (hasExecutable(holder) || !KernelThreads.isOne(holder.pid(), holder.name()));
  }

  /** As no kernel thread has, whatever its name. */
  private static boolean hasExecutable(Holder holder) {
    Present present = holder.present();
    return present != null && present.exe() != null;
  }

  /** There is no answer for a module. */
  void cannotTell(String why) {
    cannotTell = true;
    talk.error(why);
  }

  /** Something was left out of all answers, and has been said. */
  void partial() {
    partial = true;
  }

  /** Ends the output; the exit code of them all. */
  int finish() {
    for (int pid : pids) {
      out.line(Integer.toString(pid));
    }
    out.flush();
    if (cannotTell) {
      return ExitCode.CANNOT_TELL;
    }
    if (partial && request.strict()) {
      return ExitCode.PARTIAL;
    }
    return held ? ExitCode.OK : ExitCode.NOBODY;
  }

  /** For the kinds of input: the modules that are asked for. */
  List<String> modules() {
    return request.modules();
  }
}
