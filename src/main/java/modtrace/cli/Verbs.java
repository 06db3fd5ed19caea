package modtrace.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verbs of the command line. */
final class Verbs {
  /** In the order of the help. */
  static final List<String> NAMES =
      List.of(
          "who-holds",
          "can-unload",
          "deps",
          "list",
          "record",
          "report",
          "start",
          "stop",
          "show",
          "stat",
          "clear",
          "reset",
          "doctor");

  private Verbs() {}

  /** The verb of that name; null where there is none. */
  static @Nullable Verb of(String name, Invocation invocation) {
    return switch (name) {
      case "who-holds" -> new WhoHoldsCommand(invocation).verb();
      case "can-unload" -> new CanUnloadCommand(invocation).verb();
      case "deps" -> new DepsCommand(invocation).verb();
      case "list" -> new ListCommand(invocation).verb();
      case "record" -> new RecordCommand(invocation).verb();
      case "report" -> new ReportCommand(invocation).verb();
      case "start" -> new StartCommand(invocation).verb();
      case "stop" -> new StopCommand(invocation).verb();
      case "show" -> new ShowCommand(invocation).verb();
      case "stat" -> new StatCommand(invocation).verb();
      case "clear" -> new ClearCommand(invocation).verb();
      case "reset" -> new ResetCommand(invocation).verb();
      case "doctor" -> new DoctorCommand(invocation).verb();
      default -> null;
    };
  }
}
