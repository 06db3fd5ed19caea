package modtrace.cli;

import java.io.Closeable;
import java.io.IOException;
import modtrace.event.ModuleEvent;
import modtrace.event.TraceItem;

/** What is shown of a live trace while it goes on; called by the thread that reads the trace. */
interface Follower extends Closeable {
  /** Shows nothing. */
  Follower NOBODY =
      new Follower() {
        @Override
        public void event(ModuleEvent event) {}

        @Override
        public void idle() {}
      };

  /** An event of a module that is asked for, once the ledger has it. */
  void event(ModuleEvent event);

  /** The ring buffer overran here. */
  default void lost(TraceItem.Lost lost) {}

  /** There is nothing to read for now: after each burst of events, and every quarter second. */
  void idle();

  @Override
  default void close() throws IOException {}
}
