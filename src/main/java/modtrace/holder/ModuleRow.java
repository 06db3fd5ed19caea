package modtrace.holder;

import java.util.OptionalInt;
import modtrace.proc.LoadedModules;

/**
 * A loaded module, and how much of its use count is explained.
 *
 * @param explained empty, as {@code unexplained} is, where that cannot be told: it is not counted,
 *     or going away
 */
public record ModuleRow(LoadedModules.Row facts, OptionalInt explained, OptionalInt unexplained) {
  /** {@code live}, {@code coming} or {@code going}, as /sys/module/NAME/initstate has it. */
  public String state() {
    return switch (facts.state()) {
      case COMING -> "coming";
      case GOING -> "going";
      case ABSENT, BUILT_IN, LIVE -> "live";
    };
  }
}
