package modtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import modtrace.proc.SysModule;
import modtrace.render.AnswerTable;
import modtrace.render.Look;

/**
 * Looks at this machine once, as who-holds does, for a module that is not there: {@code
 * bin/prepare-start} notes which classes that takes. It needs no module and no root.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Prints the answer. */
  public static void main(String[] words) throws IOException {
    var out = new Out(Streams.ofProcess().out());
    var facts = new SysModule(SysModule.State.LIVE, OptionalInt.of(1), List.of());
    var system = new RunningSystem(Path.of("/"));
    AnswerTable.lines(system.answer("no_such_module", facts), false, Look.PLAIN).forEach(out::line);
    out.flush();
  }
}
