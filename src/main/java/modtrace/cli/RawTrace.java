package modtrace.cli;

import java.io.IOException;
import modtrace.tracefs.LossCounters;
import modtrace.tracefs.PageSink;
import modtrace.tracefs.RawPipes;
import modtrace.tracefs.TraceTexts;

/** A trace whose ring buffers are taken as they are. */
interface RawTrace {
  /** What the raw buffers are made up of. */
  RawPipes rawPipes();

  /** What a reader of the raw buffers has to know of this kernel. */
  TraceTexts texts();

  /**
   * Hands on the raw buffers until the trace ends.
   *
   * @param idle runs in this thread, every quarter second
   */
  void capture(PageSink sink, IdleAction idle) throws IOException;

  /** What the ring buffer lost. */
  LossCounters losses() throws IOException;

  /** What is to be done between times. */
  interface IdleAction {
    void run() throws IOException;
  }
}
