package modtrace.cli;

/** How answers are printed. */
enum AnswerForm {
  TABLE,
  JSON,
  PIDS,
  NOTHING
}
