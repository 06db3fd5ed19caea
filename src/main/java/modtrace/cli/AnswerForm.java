package modtrace.cli;

/** How answers are printed. */
enum AnswerForm {
  TABLE,
  TREE,
  JSON,
  PIDS,
  NOTHING
}
