package modtrace.cli;

import java.io.IOException;
import modtrace.tracefs.LossCounters;
import modtrace.tracefs.PageSink;
import modtrace.tracefs.RawPipes;
import modtrace.tracefs.RawReader;
import modtrace.tracefs.RecorderRing;
import modtrace.tracefs.TraceTexts;

/** What the flight recorder has, as a trace that is over as soon as all of it is taken. */
record RecorderTrace(RecorderRing ring) implements RawTrace {
  @Override
  public RawPipes rawPipes() {
    return ring.pipes();
  }

  @Override
  public TraceTexts texts() {
    return ring.texts();
  }

  @Override
  public void capture(PageSink sink, IdleAction idle) throws IOException {
    for (RawReader reader : ring.pipes().readers()) {
      boolean more = true;
      while (more) {
        more = reader.read(sink, 0);
        idle.run();
      }
    }
  }

  @Override
  public LossCounters losses() throws IOException {
    return ring.losses();
  }
}
