package modtrace.cli;

import modtrace.tracefs.TopLevel;

/** "tracing_on: 1 -> 0", or that it was so before. */
final class ChangeLine {
  private ChangeLine() {}

  static String of(TopLevel.Change change) {
    return change.isNone()
        ? change.name() + ": " + change.to() + " already"
        : change.name() + ": " + change.from() + " -> " + change.to();
  }
}
