package modtrace.cli;

import java.io.IOException;
import modtrace.tracefs.FlightRecorder;
import modtrace.tracefs.RecorderRing;

/**
 * {@code modtrace record --from-recorder}: what the recorder has goes into a file, and is no longer
 * in its ring: the kernel gives a ring as it is to one reader once.
 */
final class RecorderSave {
  private static final String OVERWRITTEN =
      " overwritten before: modtrace start -b makes the ring larger";

  private final Invocation invocation;
  private final Talk talk;

  RecorderSave(Invocation invocation, Talk talk) {
    this.invocation = invocation;
    this.talk = talk;
  }

  int to(OutputFile file) throws IOException {
    var capture = new DatCapture(file, new Version().getVersion()[0], OVERWRITTEN);
    try {
      FlightRecorder recorder = Recorder.of(invocation, talk).armed();
      try (RecorderRing ring = recorder.ring()) {
        capture.runRaw(new RecorderTrace(ring));
      }
    } catch (IOException e) {
      throw LiveTrace.failure(e);
    }
    int code = capture.finish(talk);
    talk.note(
        "they are no longer in the recorder, which goes on; who-holds -i and report read them");
    return code;
  }
}
