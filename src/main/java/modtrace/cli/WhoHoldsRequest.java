package modtrace.cli;

import java.util.List;
import modtrace.render.Look;

/**
 * A checked question: who holds these modules?
 *
 * @param modules the kernel's names, each once, in the order of asking
 * @param stacks whether the kernel stacks of the gets are wanted
 * @param strict whether a partial answer has an exit code of its own
 * @param look of the text
 */
record WhoHoldsRequest(
    List<String> modules, AnswerForm form, boolean stacks, boolean strict, Look look) {
  WhoHoldsRequest {
    modules = modules.stream().distinct().toList();
  }
}
