package modtrace.cli;

/** How answers are printed. */
enum AnswerForm {
  TABLE,
  TREE,
  JSON,
  PIDS,
  NOTHING;

  /** Whether it is for people. */
  boolean isText() {
    return this == TABLE || this == TREE;
  }
}
