package modtrace.cli;

import java.io.IOException;

/** Copies the kernel's own text to standard output as it comes. */
final class TextCapture implements Capture {
  private final TraceCopy copy = new TraceCopy();
  private final PipedRecording recording;

  TextCapture(PipedRecording recording) {
    this.recording = recording;
  }

  @Override
  public int rawReaders() {
    return 0;
  }

  @Override
  public void run(LiveTrace trace) throws IOException {
    trace.startCommand();
    copy.run(trace, recording);
    copy.lostAtLeast(trace.losses().lost());
  }

  @Override
  public long count() {
    return copy.lines();
  }

  @Override
  public long lost() {
    return copy.lost();
  }

  @Override
  public int finish(Talk talk) {
    recording.flush();
    talk.note(copy.lines() + (copy.lines() == 1 ? " line" : " lines") + " in standard output");
    return ExitCode.OK;
  }
}
